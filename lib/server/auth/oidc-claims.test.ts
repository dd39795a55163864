import { describe, expect, it } from 'vitest'
import { isAllowed, toPerson } from './oidc-claims'

const lists = { domains: ['team.example'], subjects: ['user-7'], groups: ['board-readers'] }

describe('isAllowed', () => {
  it.each([
    [{ sub: 'x', email: 'ana@team.example', email_verified: true }, true],
    [{ sub: 'x', email: 'ANA@Team.Example', email_verified: true }, true],
    [{ sub: 'user-7' }, true],
    [{ sub: 'x', groups: ['other', 'board-readers'] }, true],
    [{ sub: 'x', email: 'ana@team.example' }, false],
    [{ sub: 'x', email: 'ana@team.example', email_verified: false }, false],
    [{ sub: 'x', email: 'ana@team.example', email_verified: 'true' }, false],
    [{ sub: 'x', email: 'ana@sub.team.example', email_verified: true }, false],
    [{ sub: 'x', email: 'ana@team.example.evil.example', email_verified: true }, false],
    [{ sub: 'x', email: 'ana@team.example@evil.example', email_verified: true }, false],
    [{ sub: 'x', email: 'a@evil.example@team.example', email_verified: true }, false],
    [{ sub: 'x', email: '@team.example', email_verified: true }, false],
    [{ sub: 'x', groups: 'board-readers' }, false],
    [{ sub: 'x', groups: [['board-readers']] }, false],
    [{ sub: ['user-7'] }, false],
    [{}, false],
  ])('%j: %s', (claims, allowed) => {
    expect(isAllowed(claims, lists)).toBe(allowed)
  })
})

describe('toPerson', () => {
  it('takes the best name there is, without what could turn or hide text', () => {
    expect(toPerson({ email: 'ana@team.example', name: 'Ana', sub: '1' })).toBe('ana@team.example')
    expect(toPerson({ name: 'A\u202ena\n', sub: '1' })).toBe('Ana')
    expect(toPerson({ sub: '1' })).toBe('1')
    expect(toPerson({ email: { a: 1 }, sub: 'x'.repeat(999) })).toHaveLength(254)
  })
})
