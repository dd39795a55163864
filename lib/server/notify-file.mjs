// @ts-check
import { z } from 'zod'
import { readSettingsFile } from './settings-file.mjs'

export const NOTIFY_TYPES = /** @type {const} */ (['webhook', 'slack', 'dingtalk', 'feishu', 'wecom'])

const URL_TAKES = 'takes an https address (http only with "allow_private": true)'

const target = z
  .strictObject({
    name: z.string('takes a name').regex(/^[\w.-]{1,60}$/, 'takes letters, digits, ".", "_" and "-"'),
    type: z.enum(NOTIFY_TYPES, `takes one of ${NOTIFY_TYPES.join(', ')}`),
    url: z
      .string(URL_TAKES)
      .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), URL_TAKES),
    secret: z.string('takes a text').min(1, 'takes a text').optional(),
    query: z.string('takes a query string, as in the address of a page').default(''),
    statuses: z
      .array(
        z.string('takes a status').trim().toUpperCase().min(1, 'takes a status'),
        'takes a list of statuses',
      )
      .min(1, 'takes at least one status')
      .default(['SUCCEEDED', 'FAILED', 'CANCELED']),
    language: z.enum(['en', 'zh-Hans', 'zh-Hant'], 'takes one of en, zh-Hans, zh-Hant').default('en'),
    allow_private: z.boolean('takes true or false').default(false),
  })
  .refine(({ url, allow_private }) => allow_private || url.startsWith('https:'), {
    path: ['url'],
    message: URL_TAKES,
  })
  .refine(({ type, secret }) => type !== 'webhook' || secret !== undefined, {
    path: ['secret'],
    message: 'a webhook takes a secret, with which what is sent is signed',
  })

const notifyFile = z.strictObject({
  targets: z
    .array(target, 'takes a list of targets')
    .refine(
      (targets) => new Set(targets.map(({ name }) => name)).size === targets.length,
      'takes names that differ',
    ),
})

/** @typedef {z.output<typeof target>} NotifyTarget Who is told of what. `query` is read where the board is wired. */

/**
 * Who is told when a job reaches a status.
 * @param {string} path
 * @returns {readonly NotifyTarget[]}
 */
export function readNotifyFile(path) {
  return readSettingsFile('NOTIFY_FILE', path, notifyFile).targets
}
