import { expect, it } from 'vitest'
import { toCsvTable, toMarkdownTable } from './table-text'

it('writes Markdown in which every text is text', () => {
  expect(
    toMarkdownTable([
      ['', 'a|b'],
      ['learning_rate', '<b>1e-5</b>\nx'],
    ]),
  ).toBe('|  | a\\|b |\n| --- | --- |\n| learning\\_rate | \\<b\\>1e-5\\</b\\> x |')
})

it('writes CSV in which no text is a formula', () => {
  expect(toCsvTable([['', '=1+1', '-5', '-x', 'a,"b"', '@x', '\tx']])).toBe(
    ',\'=1+1,-5,\'-x,"a,""b""",\'@x,\'\tx',
  )
})
