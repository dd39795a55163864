import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toLogLine, toPlainLine } from './log-line'

describe('toLogLine', () => {
  it('shows colours of a terminal as styles', () => {
    expect(toLogLine('\u001b[33mWARNING\u001b[0m tokenizer \u001b[1;91mbad\u001b[22;39m.')).toEqual({
      level: 'warning',
      parts: [
        { text: 'WARNING', color: 3, bold: false },
        { text: ' tokenizer ', color: null, bold: false },
        { text: 'bad', color: 1, bold: true },
        { text: '.', color: null, bold: false },
      ],
    })
  })

  it.each([
    ['\r\u001b[2K\u001b[1A 50%|██  |', ' 50%|██  |'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;title\u001b\\text', 'text'],
    ['\u001b[38;5;196mred\u001b[m', 'red'],
    ['a\tb\u0000c\u0008\u009b', 'a\tbc'],
    ['\u001b', ''],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('takes controls out of %j', (text, plain) => expect(toPlainLine(text)).toBe(plain))

  it.each([
    ['2024-10-29 17:03:47,719 - ERROR - out of memory', 'error'],
    ['Traceback (most recent call last):', 'error'],
    ['RuntimeError: CUDA', 'error'],
    ['x.py:31: UserWarning: None of the inputs', 'warning'],
    ["{'loss': 1.8342}", ''],
    ['errors=0 terror', ''],
  ])('%s is %s', (text, level) => expect(toLogLine(text).level).toBe(level))

  it('leaves no control and loses no letter, whatever comes', () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', '1', 'm', '[', ']', ';', '\\', '\u001b', '\u0007', '\n', ' '),
    })
    fc.assert(
      fc.property(wild, (text) => {
        const plain = toPlainLine(text)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        expect(plain).not.toMatch(/[\u0000-\u0008\u000a-\u001f]/)
        if (!text.includes('\u001b')) expect(plain).toBe(text.replaceAll('\u0007', '').replaceAll('\n', ''))
      }),
    )
  })
})
