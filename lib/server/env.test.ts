import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from './env.mjs'

const KEY = { DASHSCOPE_API_KEY: 'sk-test-0123456789' }

function toMessage(environment: Record<string, string>): string {
  try {
    readSettings(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as Error).message
  }
  throw new Error('the settings were taken')
}

describe('readSettings', () => {
  it('has a default for everything but the key', () => {
    expect(readSettings(KEY)).toMatchObject({
      sources: [
        {
          name: 'default',
          key: 'sk-test-0123456789',
          baseUrl: 'https://dashscope-intl.aliyuncs.com/api/v1',
          workspace: null,
        },
      ],
      port: 3000,
      host: '127.0.0.1',
      refreshSeconds: 15,
      sweepSeconds: 1800,
      upstreamRps: 5,
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readSettings({ ...KEY, PORT: '', DASHSCOPE_WORKSPACE: ' ' })).toMatchObject({
      port: 3000,
      sources: [{ workspace: null }],
    })
  })

  it('trims addresses and cuts slashes at their end', () => {
    const { sources } = readSettings({ ...KEY, DASHSCOPE_HTTP_BASE_URL: ' http://127.0.0.1:9/api/v1/ ' })
    expect(sources).toMatchObject([{ baseUrl: 'http://127.0.0.1:9/api/v1' }])
  })

  it('says where to get a key, and how to do without', () => {
    const message = toMessage({})
    expect(message).toContain('DASHSCOPE_API_KEY')
    expect(message).toContain('https://')
    expect(message).toContain('npm run demo')
  })

  it('reads the key from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'key-')), 'key')
    writeFileSync(path, 'sk-from-a-file\n')
    expect(readSettings({ DASHSCOPE_API_KEY_FILE_PATH: path }).sources).toMatchObject([
      { key: 'sk-from-a-file' },
    ])
    expect(toMessage({ DASHSCOPE_API_KEY_FILE_PATH: `${path}-none` })).toContain('ENOENT')
  })

  it('never says a key that it refuses', () => {
    const message = toMessage({ DASHSCOPE_API_KEY: 'sk secret' })
    expect(message).toContain('DASHSCOPE_API_KEY')
    expect(message).not.toContain('secret')
  })

  it('takes the keys of a signed header only from where nobody on the way can change them', () => {
    const header = {
      AUTH_TRUSTED_HEADER: 'X-Assertion',
      AUTH_TRUSTED_HEADER_ISSUER: 'https://sso.example',
      AUTH_TRUSTED_HEADER_AUDIENCE: 'board',
    }
    const read = (url: string) => toMessage({ ...KEY, ...header, AUTH_TRUSTED_HEADER_JWKS: url })
    expect(read('http://sso.example/certs')).toContain('AUTH_TRUSTED_HEADER_JWKS (an https address)')
    expect(() => read('https://sso.example/certs')).toThrow()
  })

  it.each([
    ['PORT', '70000'],
    ['PORT', '3e3'],
    ['REFRESH_SECONDS', '0'],
    ['REFRESH_SECONDS', '1.5'],
    ['SWEEP_SECONDS', '-1'],
    ['UPSTREAM_RPS', '0'],
    ['UPSTREAM_RPS', 'fast'],
    ['LOG_LEVEL', 'loud'],
    ['DASHSCOPE_HTTP_BASE_URL', 'dashscope.aliyuncs.com'],
    ['DASHSCOPE_HTTP_BASE_URL', 'ftp://dashscope.aliyuncs.com'],
    ['HOST', 'a b'],
    ['AUTH', 'maybe'],
    ['PUBLIC_URL', 'board'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['DATABASE_URL', 'mysql://x'],
  ])('refuses %s=%s in one line that names it and what it got', (name, value) => {
    const message = toMessage({ ...KEY, [name]: value })
    expect(message).toContain(name)
    expect(message).toContain(JSON.stringify(value))
    expect(message).toContain('takes')
    expect(message).not.toContain('\n')
  })

  it.each([
    'DASHSCOPE_API_KEY',
    'DASHSCOPE_API_KEY_FILE_PATH',
    'DASHSCOPE_HTTP_BASE_URL',
    'DASHSCOPE_WORKSPACE',
  ])('refuses %s beside SOURCES_FILE, which would not heed it, and never says it', (name) => {
    const message = toMessage({ [name]: 'sk-secret', SOURCES_FILE: 'sources.json' })
    expect(message).toContain(name)
    expect(message).toContain('SOURCES_FILE')
    expect(message).not.toContain('sk-secret')
  })

  it.each([
    ['/tuneboard', '/tuneboard'],
    ['/tools/tune.board_1~a/', '/tools/tune.board_1~a'],
    ['/', ''],
  ])('takes BASE_PATH=%s for "%s"', (value, basePath) => {
    expect(readSettings({ ...KEY, BASE_PATH: value }).basePath).toBe(basePath)
  })

  it.each(['tuneboard', '/a//b', '/a/../b', '/.', '/a b', '/a?b', 'https://x/a', '/ä', '/"', '//evil'])(
    'refuses BASE_PATH=%s',
    (value) => expect(toMessage({ ...KEY, BASE_PATH: value })).toMatch(/^BASE_PATH is .* takes a path/),
  )

  it.each(['https://board.example', 'https://board.example/', 'https://board.example/tools/'])(
    'adds BASE_PATH to PUBLIC_URL=%s, once',
    (PUBLIC_URL) =>
      expect(readSettings({ ...KEY, AUTH: 'none', BASE_PATH: '/tools', PUBLIC_URL })).toMatchObject({
        publicUrl: 'https://board.example/tools',
        allowedHosts: ['board.example'],
      }),
  )

  it('refuses a path of PUBLIC_URL under which no link of the board would lead to it', () => {
    const set = { ...KEY, AUTH: 'none', PUBLIC_URL: 'https://board.example/tools' }
    expect(toMessage(set)).toContain('BASE_PATH is not set')
    expect(toMessage({ ...set, BASE_PATH: '/other' })).toContain('"/other"')
  })

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.4' },
    { PUBLIC_URL: 'https://board.example' },
    { ALLOWED_HOSTS: 'board.example' },
    { TRUSTED_PROXIES: '10.0.0.0/8' },
  ])('is not reachable from elsewhere without AUTH=none: %o', (reachable) => {
    expect(toMessage({ ...KEY, ...reachable })).toContain('AUTH=none')
    expect(readSettings({ ...KEY, ...reachable, AUTH: 'none' })).toBeTruthy()
  })

  it.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])('listens on %s without a word', (host) => {
    expect(readSettings({ ...KEY, HOST: host }).host).toBe(host)
  })

  it('needs no key for the demo, and takes none', () => {
    expect(readSettings(KEY, { demo: true })).toMatchObject({
      demo: true,
      sources: [{ key: '', workspace: null }],
    })
  })
})
