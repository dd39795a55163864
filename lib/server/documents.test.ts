import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, toErrorInfo } from '@/lib/api/errors'
import { OPERATIONS } from '@/lib/api/openapi/operations'
import errors from '@/lib/messages/errors.en.json'
import { readSettings } from './env.mjs'
import { openStore } from './store/open-store'
import { silentLog, toJobs } from './store/test-jobs'
import { toRowNames } from './test-documents'

const read = (path: string) => readFileSync(path, 'utf8')
const DOCUMENTS = ['.', 'docs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** A cell as a document has it, whatever the width of its column. */
const squeeze = (text: string) => text.replaceAll(/ +/g, ' ')

/** Every variable that the settings are read from: as the code asks for them, with every kind of sign-in on. */
function readNames(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-documents-'))
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'a-secret-of-some-length')
  const environment: Record<string, string | undefined> = {
    DASHSCOPE_API_KEY_FILE_PATH: secret,
    AUTH_PASSWORD_FILE: secret,
    AUTH_OIDC_CLIENT_SECRET_FILE: secret,
    AUTH_OIDC_ISSUER: 'https://login.example',
    AUTH_OIDC_CLIENT_ID: 'board',
    AUTH_OIDC_ALLOWED_DOMAINS: 'team.example',
    AUTH_TRUSTED_HEADER: 'x-forwarded-email',
    TRUSTED_PROXIES: '127.0.0.1',
    PUBLIC_URL: 'https://board.example',
  }
  const asked = new Set<string>()
  const watched = new Proxy(environment, {
    get(target, name) {
      asked.add(String(name))
      return Reflect.get(target, name)
    },
  })
  readSettings(watched)
  rmSync(folder, { recursive: true })
  return [...asked].sort()
}

describe('the settings', () => {
  const names = readNames()
  const configure = read('docs/configure.md')

  it('stand in docs/configure.md, each once, and none besides', () => {
    expect(names.length).toBeGreaterThan(30)
    expect(
      toRowNames(configure)
        .filter((name) => /^[A-Z][A-Z_]+$/.test(name))
        .sort(),
    ).toEqual(names)
  })

  it.each(['README.md', 'README.zh-CN.md'])(
    'stand in %s but for those of sign-in and of the demo',
    (path) => {
      const readme = read(path)
      for (const name of names.filter((name) => !/^(AUTH|TUNEBOARD)_/.test(name)))
        expect(readme).toContain(`\`${name}\``)
    },
  )

  it('stand in .env.example, each once, and none besides', () => {
    const offered = [...read('.env.example').matchAll(/^(?:# ?)?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(offered.sort()).toEqual(names)
  })
})

it('every error stands in docs/troubleshooting.md with its status and the words of the pages', () => {
  const text = squeeze(read('docs/troubleshooting.md'))
  const words: Record<string, string> = errors
  for (const code of ERROR_CODES) {
    const [meaning, action] = ['meaning', 'action'].map((part) => words[`errors.${code}.${part}`])
    expect(text).toContain(`| \`${code}\` | ${toErrorInfo(code)?.status} | ${meaning} | ${action} |`)
  }
})

it('every path of the API stands in docs/api.md', () => {
  const paths = toRowNames(read('docs/api.md'))
  for (const { path } of OPERATIONS) expect(paths).toContain(path)
})

it('links between documents lead somewhere', () => {
  const toAnchor = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-')
  const links = DOCUMENTS.flatMap((from) =>
    [...read(from).matchAll(/\]\((?!https?:|<)([^)#]*)(?:#([^)]*))?\)/g)].map(([, to = '', anchor]) => ({
      from,
      to: to === '' ? from : join(dirname(from), to),
      anchor,
    })),
  )
  expect(links.length).toBeGreaterThan(50)
  for (const { from, to, anchor } of links) {
    expect(existsSync(to), `${from} leads to ${to}`).toBe(true)
    if (anchor === undefined) continue
    const anchors = [...read(to).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => toAnchor(heading))
    expect(anchors, `${from} leads to ${to}`).toContain(anchor)
  }
})

it('every document of docs/ is linked from README.md', () => {
  const readme = read('README.md')
  for (const path of DOCUMENTS.filter((name) => name.startsWith('docs')))
    expect(readme).toContain(`](${path})`)
})

it('the command of docs/upgrade.md copies a database that is in use, whole', async () => {
  const [, command = ''] = /^(node -e .*)$/m.exec(read('docs/upgrade.md')) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-backup-'))
  const store = await openStore(`file:${join(folder, 'tuneboard.db')}`, { log: silentLog })
  await store.saveJobs('default', toJobs(500), 1)
  const here = command.replaceAll('data/', `${folder}/`)
  execFileSync('sh', ['-c', here])
  expect(() => execFileSync('sh', ['-c', here], { stdio: 'pipe' })).toThrow(/already exists/)
  await store.saveJobs('default', toJobs(10, 500), 2)
  await store.close()
  const copy = await openStore(`file:${join(folder, 'backup.db')}`, { log: silentLog })
  expect([copy.problem(), (await copy.load('default')).length]).toEqual([null, 500])
  await copy.close()
  rmSync(folder, { recursive: true })
})
