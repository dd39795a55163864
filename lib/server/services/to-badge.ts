import 'server-only'
import type { StatusTone } from '@/lib/jobs/status'
import { toXml } from './to-feed'

const COLOURS: { readonly [tone in StatusTone]: string } = {
  succeeded: '#0f7a43',
  failed: '#b3261e',
  running: '#1d5fd1',
  waiting: '#8a5a00',
  off: '#5c5c66',
}

/** A badge of two parts, such as `fine-tunes | 2 failed`, as an image for a README. */
export function toBadge({ label, value, tone }: { label: string; value: string; tone: StatusTone }): string {
  const [left, right] = [toWidth(label), toWidth(value)]
  const width = left + right
  const text = (words: string, x: number, of: number) =>
    `<text x="${x}" y="14" textLength="${of - 12}" lengthAdjust="spacingAndGlyphs">${toXml(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${toXml(`${label}: ${value}`)}">`,
    `<title>${toXml(`${label}: ${value}`)}</title>`,
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3f3f46"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${COLOURS[tone]}"/></g>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    text(label, 6, left),
    text(value, left + 6, right),
    '</g></svg>\n',
  ].join('')
}

/** About as wide as the text is drawn; `textLength` makes it so. */
function toWidth(text: string): number {
  return Math.round([...text].reduce((sum, character) => sum + (character > '\u2e80' ? 11 : 6.6), 12))
}
