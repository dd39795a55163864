import { readdirSync, readFileSync } from 'node:fs'
import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'
import en from './en.json'
import errors from './errors.en.json'
import { createTranslator } from './translator'

const root = new URL('../../', import.meta.url)

function readSources(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))
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

  it('is understood by the compiler, each message', () => {
    for (const message of Object.values(en)) expect(() => compile(message)).not.toThrow()
  })
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
