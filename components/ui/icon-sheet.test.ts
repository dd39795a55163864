import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const ICON = /\bicon-([a-z0-9]+(?:-[a-z0-9]+)*)\b/g
const SHEET = readFileSync('components/ui/icon-sheet.mjs', 'utf8')

it('draws the signs that components name, and no others', () => {
  const used = new Set(
    readdirSync('components', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) => [...readFileSync(`components/${path}`, 'utf8').matchAll(/\bicon icon-[a-z0-9-]+/g)])
      .flatMap(([text]) => [...text.matchAll(ICON)].map(([, name]) => name)),
  )
  const drawn = /NAMES = \[([^\]]*)\]/.exec(SHEET)?.[1]?.match(/[a-z0-9-]+/g)
  // The style sheet names it.
  used.add('copy')
  expect([...used].sort()).toEqual(drawn)
})
