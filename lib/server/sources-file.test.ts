import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSettings } from './env.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-sources-file-'))
const path = join(folder, 'sources.json')
const keyPath = join(folder, 'key')
afterAll(() => rmSync(folder, { recursive: true }))

const BEIJING = {
  name: 'beijing',
  base_url: 'https://dashscope.aliyuncs.com/api/v1/',
  key: 'sk-secret-beijing',
}
const INTL = { name: 'intl', key: 'sk-secret-intl', workspace: 'ws-1' }

const readText = (text: string) => {
  writeFileSync(path, text)
  return readSettings({ SOURCES_FILE: path }).sources
}
const read = (...sources: object[]) => readText(JSON.stringify({ sources }, null, 2))

it('reads accounts, with keys of their own or in files', () => {
  writeFileSync(keyPath, 'sk-of-a-file\n')
  expect(read(BEIJING, INTL, { name: 'third', key_file: keyPath, region: 'beijing' })).toEqual([
    {
      name: 'beijing',
      key: 'sk-secret-beijing',
      baseUrl: 'https://dashscope.aliyuncs.com/api/v1',
      workspace: null,
    },
    {
      name: 'intl',
      key: 'sk-secret-intl',
      baseUrl: 'https://dashscope-intl.aliyuncs.com/api/v1',
      workspace: 'ws-1',
    },
    {
      name: 'third',
      key: 'sk-of-a-file',
      baseUrl: 'https://dashscope-intl.aliyuncs.com/api/v1',
      workspace: null,
      region: 'beijing',
    },
  ])
})

it.each([
  [[], 2, 'sources: takes at least one source'],
  [[{ ...BEIJING, name: 'bei:jing' }], 4, 'sources.0.name: takes 1 to 32 letters'],
  [[{ ...BEIJING, name: '北京' }], 4, 'sources.0.name: takes 1 to 32 letters'],
  [[BEIJING, { ...INTL, base_url: 'ftp://x' }], 12, 'sources.1.base_url: takes an http(s) address'],
  [[{ ...BEIJING, key: 'sk secret' }], 6, 'sources.0.key: takes an API key'],
  [[{ ...BEIJING, key: undefined }], 3, 'sources.0: takes either a key or a key_file'],
  [[{ ...BEIJING, key_file: '/none' }], 7, 'sources.0.key_file: is "/none", which cannot be read (ENOENT)'],
  [[{ ...INTL, workspace: ' ' }], 6, 'sources.0.workspace: takes the id of a workspace'],
  [[{ ...INTL, region: 'Beijing!' }], 7, 'sources.0.region: takes a region'],
  [[{ ...INTL, url: 'x' }], 3, 'sources.0: '],
  [[INTL, { ...BEIJING, name: 'intl' }], 2, 'sources: takes names that differ'],
  [[INTL, { ...INTL, name: 'other' }], 2, 'sources: takes sources that differ in more than their names'],
])('refuses %j with the line, and without the key', (sources, line, words) => {
  expect(() => read(...sources)).toThrow(`SOURCES_FILE: ${path}:${line}: ${words}`)
  expect(() => read(...sources)).not.toThrow(/secret|\n/)
})

it('refuses a key file that holds no key', () => {
  writeFileSync(keyPath, 'sk secret\n')
  const readIt = () => read({ name: 'a', key_file: keyPath })
  expect(readIt).toThrow(
    `SOURCES_FILE: ${path}:5: sources.0.key_file: is "${keyPath}", which holds no API key`,
  )
  expect(readIt).not.toThrow('sk secret')
})

it('refuses what is no file of sources', () => {
  expect(() => readText('[]')).toThrow(`SOURCES_FILE: ${path}:1: takes an object with sources`)
  expect(() => readText('{"sources": [{]}')).toThrow('this is no JSON')
  expect(() => readSettings({ SOURCES_FILE: `${path}-none` })).toThrow(/which cannot be read \(ENOENT\)/)
})

it('leaves a demo and a command that needs no key alone', () => {
  writeFileSync(path, 'nonsense')
  for (const options of [{ demo: true }, { needsKey: false }])
    expect(readSettings({ SOURCES_FILE: path }, options).sources).toMatchObject([
      { name: 'default', key: '' },
    ])
})
