import { describe, expect, it } from 'vitest'
import { parseJson } from './json-text'

describe('parseJson', () => {
  it('keeps the digits of numbers that are too long', () => {
    expect(
      parseJson('{"a":9007199254740993,"b":[-12345678901234567890],"c":1e400,"d":1234567890123456}'),
    ).toEqual({
      a: '9007199254740993',
      b: ['-12345678901234567890'],
      c: '1e400',
      d: 1234567890123456,
    })
  })

  it('does not touch strings that look like it', () => {
    const value = {
      a: 'x: 9007199254740993, "quoted\\" 12345678901234567890"',
      b: '\\',
      c: 0.5,
    }
    expect(parseJson(JSON.stringify(value))).toEqual(value)
  })

  it('keeps a __proto__ as a field', () => {
    expect(Object.keys(parseJson('{"__proto__":{"a":1}}') ?? {})).toEqual(['__proto__'])
  })

  it('cuts off what is nested so deep that it could not be written again', () => {
    const deep = 200_000
    const value = parseJson(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)
    expect(JSON.stringify(value)).toContain('[nested too deep]')
    const shallow = `{"a":${'['.repeat(900)}${']'.repeat(900)}}`
    expect(JSON.stringify(parseJson(shallow))).toBe(shallow)
  })

  it('fails on what is no JSON', () => {
    expect(() => parseJson('{"a":12345678901234567890')).toThrow(SyntaxError)
  })
})
