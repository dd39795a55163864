import { describe, expect, it } from 'vitest'
import { createRedactor, REDACTED, redactJson } from './redact'

const KEY = 'sk-0123456789abcdefghijklmnopqrstuv'
const redact = createRedactor(KEY)
const hex = Buffer.from(KEY).toString('hex')

describe('createRedactor', () => {
  it('leaves other text as it is', () => {
    const text = 'sk-01234567 is eleven characters, and nothing else is near'
    expect(redact(text)).toBe(text)
  })

  it.each([
    ['as it is', KEY],
    ['12 characters of it', KEY.slice(7, 19)],
    ['hex', hex],
    ['upper-case hex', hex.toUpperCase()],
    ['percent-encoded', hex.replace(/../g, '%$&')],
    ['base64', Buffer.from(KEY).toString('base64').replace(/=+$/, '')],
    ['base64url', Buffer.from(KEY).toString('base64url')],
  ])('takes it out: %s', (_, form) => {
    expect(redact(`a ${form} b ${form}`)).toBe(`a ${REDACTED} b ${REDACTED}`)
  })

  it.each(['', 'B', 'Be', 'Bea', 'Bearer '])('takes it out of longer text in base64 after %j', (before) => {
    const text = Buffer.from(`${before}${KEY}\n`).toString('base64')
    const redacted = redact(text)
    expect(redacted).toContain(REDACTED)
    expect(redacted.replace(REDACTED, '').length).toBeLessThan(20)
  })

  it('takes out every run of 12 characters', () => {
    for (let from = 0; from < KEY.length; from++)
      for (let to = from + 12; to <= KEY.length; to++)
        expect(redact(`é${KEY.slice(from, to)}é`)).toBe(`é${REDACTED}é`)
  })

  it('takes out pieces that lie against each other', () => {
    expect(redact(KEY + KEY.slice(0, 15))).not.toMatch(/[0-9a-v]{12}/)
  })

  it('takes out a key that is shorter than 12 characters when all of it is there', () => {
    expect(createRedactor('sk-short')('x sk-short y sk-shor')).toBe(`x ${REDACTED} y sk-shor`)
  })

  it('does nothing without a key', () => {
    expect(createRedactor('')('text')).toBe('text')
  })
})

describe('redactJson', () => {
  it('reaches values and names at any depth, and keeps the rest', () => {
    const value = JSON.parse(`{"a":[1,null,true,{"${KEY}":"x${KEY}"}],"__proto__":"kept"}`)
    expect(JSON.stringify(redactJson(value, redact))).toBe(
      `{"a":[1,null,true,{"${REDACTED}":"x${REDACTED}"}],"__proto__":"kept"}`,
    )
  })
})
