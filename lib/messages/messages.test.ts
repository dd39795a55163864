import { readdirSync, readFileSync } from 'node:fs'
import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'
import en from './en.json'
import errors from './errors.en.json'
import errorsHans from './errors.zh-Hans.json'
import errorsHant from './errors.zh-Hant.json'
import { createTranslator } from './translator'
import hans from './zh-Hans.json'
import hant from './zh-Hant.json'

const root = new URL('../../', import.meta.url)

function readSources(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))
}

/** What fills a message: each name with the way it is said, as the compiler has it. */
function toPlaceholders(part: unknown): string[] {
  if (!Array.isArray(part)) return []
  const found = part
    .filter(Array.isArray)
    .flatMap(([name, type = '', branches]: unknown[]) => [
      `${name} ${type}`,
      ...Object.values((branches ?? {}) as object).flatMap(toPlaceholders),
    ])
  return [...new Set(found)].sort()
}

describe('messages', () => {
  const code = [...readSources('app'), ...readSources('components'), ...readSources('lib')].join('\n')
  const literals = new Set([...code.matchAll(/['"`]([a-zA-Z]+\.[\w.-]+)['"`]/g)].map(([, key]) => key))
  const prefixes = [...code.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)].map(([, prefix]) => prefix ?? '')

  it('has no message that nothing says', () => {
    const unused = Object.keys(en).filter(
      (key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })

  it('has a meaning and an action for each error that it knows', () => {
    const codes = new Set(Object.keys(errors).map((key) => key.replace(/^errors\.|\.(meaning|action)$/g, '')))
    for (const code of codes) {
      expect(errors).toHaveProperty([`errors.${code}.meaning`])
      expect(errors).toHaveProperty([`errors.${code}.action`])
    }
  })

  it('is understood by the compiler, each message of each language', () => {
    for (const catalogue of [en, errors, hans, errorsHans, hant, errorsHant])
      for (const message of Object.values(catalogue)) expect(() => compile(message), message).not.toThrow()
  })
})

describe.each<[string, Record<string, string>, Record<string, string>]>([
  ['zh-Hans', en, hans],
  ['zh-Hant', en, hant],
  ['errors.zh-Hans', errors, errorsHans],
  ['errors.zh-Hant', errors, errorsHant],
])('%s', (_, english, other) => {
  it('has the messages of English, in its order, and no others', () => {
    expect(Object.keys(other)).toEqual(Object.keys(english))
  })

  it('says something wherever English does', () => {
    const empty = Object.entries(other).filter(([key, text]) => (text === '') !== (english[key] === ''))
    expect(empty).toEqual([])
  })

  it('is filled by the same values', () => {
    const told = ([key, text]: [string, string]) => [key, toPlaceholders(compile(text))]
    expect(Object.entries(other).map(told)).toEqual(Object.entries(english).map(told))
  })

  it('sets punctuation beside Chinese characters as Chinese does', () => {
    const odd = Object.values(other).filter((text) =>
      /\p{Script=Han}[,;:!?(]|[,;:!?)]\p{Script=Han}/u.test(text),
    )
    expect(odd).toEqual([])
  })
})

it('writes each kind of Chinese in its own characters', () => {
  const [simplified, traditional] = [hans, hant].map((catalogue) => Object.values(catalogue).join(''))
  expect(simplified).not.toMatch(/[務數據時間與這個為無開關種類]/)
  expect(traditional).not.toMatch(/[务数据时间与这为无开关种类]/)
})

describe('createTranslator', () => {
  const t = createTranslator(
    { 'jobs.newJobs': compile(en['jobs.newJobs']), 'common.close': compile(en['common.close']) },
    'en',
  )

  it('says plain texts and plurals', () => {
    expect(t('common.close')).toBe('Close')
    expect(t('jobs.newJobs', { count: 1 })).toBe('1 new job: show')
    expect(t('jobs.newJobs', { count: 1200 })).toBe('1,200 new jobs: show')
  })

  it('says the key where the catalogue has no message', () => {
    expect(t('job.raw')).toBe('job.raw')
  })
})
