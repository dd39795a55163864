import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readNotifyFile } from './notify-file.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tuneboard-notify-file-'))
const path = join(folder, 'notify.json')
afterAll(() => rmSync(folder, { recursive: true }))

const SLACK = { name: 'team', type: 'slack', url: 'https://hooks.slack.com/services/T0/B0/secretsecret' }
const read = (...targets: object[]) => {
  writeFileSync(path, JSON.stringify({ targets }, null, 2))
  return readNotifyFile(path)
}

it('fills in what is left out', () => {
  expect(read(SLACK)).toEqual([
    {
      ...SLACK,
      query: '',
      statuses: ['SUCCEEDED', 'FAILED', 'CANCELED'],
      language: 'en',
      allow_private: false,
    },
  ])
  expect(read({ ...SLACK, statuses: ['failed'] })[0]?.statuses).toEqual(['FAILED'])
})

it.each([
  [[{ ...SLACK, type: 'mail' }], 'targets.0.type: takes one of webhook, slack'],
  [[{ ...SLACK, url: 'http://hooks.slack.com/secretsecret' }], 'targets.0.url: takes an https address'],
  [[{ ...SLACK, url: 'secretsecret' }], 'targets.0.url: takes an https address'],
  [[{ ...SLACK, type: 'webhook' }], 'targets.0.secret: a webhook takes a secret'],
  [[{ ...SLACK, name: 'a b' }], 'targets.0.name: takes letters'],
  [[{ ...SLACK, statuses: [] }], 'targets.0.statuses: takes at least one status'],
  [[SLACK, SLACK], 'targets: takes names that differ'],
])(
  'refuses %j with the file and the place, and without the address, which is a secret',
  (targets, message) => {
    expect(() => read(...targets)).toThrow(message)
    expect(() => read(...targets)).toThrow(new RegExp(`^NOTIFY_FILE: ${path}:\\d+: `))
    expect(() => read(...targets)).not.toThrow('secretsecret')
  },
)
