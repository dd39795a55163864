// @ts-check
import { icons } from '@iconify-json/lucide'
import plugin from 'tailwindcss/plugin'

/** The signs of the board, by their names at lucide. */
const NAMES = [
  'arrow-down',
  'arrow-up',
  'bookmark',
  'check',
  'circle-alert',
  'circle-question-mark',
  'circle-user-round',
  'clock',
  'columns-3',
  'contrast',
  'copy',
  'download',
  'ellipsis',
  'git-compare',
  'info',
  'key-round',
  'link-2',
  'log-out',
  'refresh-cw',
  'search',
  'terminal',
  'trash',
  'x',
]
const SIZE = 24
/** What lucide says of each of its signs. */
const COMMON =
  'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="2"'

/**
 * `icon icon-NAME` on a box shows a sign in the colour of its text. All signs are one picture, of which a box shows its
 * part: a browser makes a document of each picture that a style sheet masks something with, and two dozen of them took
 * half of the time in which it finds the styles of a first look at the jobs page.
 */
export default plugin(({ addBase, addUtilities }) => {
  addBase({
    '.icon, .copy-button.icon-button::before': {
      display: 'inline-block',
      width: '1em',
      height: '1em',
      backgroundColor: 'currentColor',
      mask: `url("data:image/svg+xml,${toDataText(toPicture())}") 0 0 / ${NAMES.length * 100}% 100% no-repeat`,
    },
  })
  addUtilities(
    Object.fromEntries(
      NAMES.map((name, at) => [
        `.icon-${name}`,
        { maskPosition: `${Number(((at / (NAMES.length - 1)) * 100).toFixed(4))}% 0` },
      ]),
    ),
  )
})

/** All signs beside each other. */
function toPicture() {
  const signs = NAMES.map((name, at) => `<g transform="translate(${at * SIZE})">${toBody(name)}</g>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${NAMES.length * SIZE} ${SIZE}" ${COMMON}>${signs.join('')}</svg>`
}

/** @param {string} name */
function toBody(name) {
  const sign = icons.icons[name]
  if (!sign) throw new Error(`lucide has no sign ${name}`)
  return COMMON.split(/ (?=[a-z])/).reduce((body, said) => body.replace(` ${said}`, ''), sign.body)
}

/** Text as a URL in quotation marks takes it. @param {string} svg */
function toDataText(svg) {
  return svg.replaceAll('"', "'").replace(/[%#<>]/g, encodeURIComponent)
}
