import compile from 'icu-minify/compile'
import { expect, it } from 'vitest'
import { toPseudoMessage, toPseudoText } from './pseudo'
import { createTranslator } from './translator'

it('accents a text and makes it longer', () => {
  expect(toPseudoText('Close')).toBe('[Çļöšé··]')
  expect(toPseudoText(' ')).toBe(' ')
})

it('keeps what fills a message', () => {
  const message = compile('{count, plural, one {# job} other {# jobs}} of {name}')
  const t = createTranslator({ 'jobs.title': toPseudoMessage(message) }, 'en-XA')
  expect(t('jobs.title', { count: 2, name: 'x' })).toBe('2[ jöbš··][ öf ··]x')
})
