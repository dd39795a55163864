// @ts-check
// Plain JavaScript, and without 'server-only': `server.mjs` reads it before anything is built.
import { z } from 'zod'
import { AUTH_CHOICES, isNetwork, readAuth, toList } from './auth-settings.mjs'
import { readNamesFile } from './names-file.mjs'
import { readNotifyFile } from './notify-file.mjs'
import { readPricesFile } from './prices-file.mjs'
import { readSecret, SettingsError } from './settings-error.mjs'
import { DEFAULT_SOURCE, isKey, readSourcesFile } from './sources-file.mjs'

export { SettingsError }

/**
 * @typedef {object} Settings What the environment says, checked. See README.md, "Settings".
 * @property {readonly import('./sources-file.mjs').Source[]} sources whose jobs are shown: those of `SOURCES_FILE`, or the one that the key opens
 * @property {number} port
 * @property {string} host
 * @property {readonly string[]} allowedHosts names, besides loopback ones, by which the board may be asked for
 * @property {string | null} publicUrl at which people reach the board, without a slash at its end
 * @property {string} basePath of every address of the board: '' or `/…` without a slash at its end
 * @property {readonly string[]} trustedProxies networks of peers whose forwarding headers count
 * @property {import('./auth-settings.mjs').AuthSettings} auth
 * @property {string} databaseUrl
 * @property {number} refreshSeconds
 * @property {number} sweepSeconds
 * @property {number} upstreamRps calls per second
 * @property {number | null} logBackfill ended jobs whose logs are read although nobody looks; `null`: of none, never
 * @property {string} logLevel
 * @property {boolean} demo over the built-in sample account
 * @property {number} demoJobs
 * @property {boolean} pseudoLanguage whether `en-XA` can be chosen, for tests
 * @property {import('./prices-file.mjs').PricesFile} prices what `PRICES_FILE` says besides what is published
 * @property {string | null} pricesFile its path
 * @property {readonly import('./notify-file.mjs').NotifyTarget[]} notify who is told when a job reaches a status, of `NOTIFY_FILE`
 * @property {ReadonlyMap<string, string>} names what people call accounts and files, by id, of `NAMES_FILE`
 */

export const DEFAULT_BASE_URL = 'https://dashscope-intl.aliyuncs.com/api/v1'
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** @param {string} host */
export const isLoopback = (host) => LOOPBACK.test(host)

/** @param {number} min @param {number} max */
const whole = (min, max) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((number) => number >= min && number <= max)

const URL_TAKES = 'takes an http(s) address'

const httpUrl = z
  .string(URL_TAKES)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash
  }, URL_TAKES)
  .transform((text) => text.replace(/\/+$/, ''))

const hostName = z.string().regex(/^[A-Za-z0-9.:[\]_-]+$/)

/** Each variable: what it takes (said when it gets something else), its default, its schema. */
const VARIABLES = /** @type {const} */ ({
  DASHSCOPE_HTTP_BASE_URL: [`an http(s) address such as ${DEFAULT_BASE_URL}`, DEFAULT_BASE_URL, httpUrl],
  PORT: ['a port number from 0 to 65535', '3000', whole(0, 65535)],
  HOST: ['a host name or an address to listen on', '127.0.0.1', hostName],
  ALLOWED_HOSTS: [
    'host names, parted by commas',
    '',
    z
      .string()
      .regex(/^[A-Za-z0-9.:[\]_,\s-]*$/)
      .transform((text) => toList(text.toLowerCase())),
  ],
  TRUSTED_PROXIES: [
    'addresses or networks such as 10.0.0.0/8, parted by commas',
    '',
    z
      .string()
      .transform(toList)
      .refine((networks) => networks.every(isNetwork)),
  ],
  DATABASE_URL: [
    'file:PATH or postgres://USER:PASSWORD@HOST/NAME',
    'file:./data/tuneboard.db',
    z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)/),
  ],
  REFRESH_SECONDS: ['a whole number of seconds from 1 to 86400', '15', whole(1, 86_400)],
  SWEEP_SECONDS: ['a whole number of seconds from 1 to 31536000', '1800', whole(1, 31_536_000)],
  UPSTREAM_RPS: [
    'calls per second, a number above 0 and at most 1000',
    '5',
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number)
      .refine((number) => number > 0 && number <= 1000),
  ],
  LOG_BACKFILL: [
    'a whole number of jobs from 0 to 100000, or off',
    '1000',
    z.union([z.literal('off').transform(() => null), whole(0, 100_000)]),
  ],
  LOG_LEVEL: [
    'one of trace, debug, info, warn, error, fatal, silent',
    'info',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  ],
  BASE_PATH: [
    'a path such as /tuneboard',
    '',
    z
      .string()
      .transform((text) => text.replace(/\/+$/, ''))
      .refine((path) => path === '' || (/^(\/[A-Za-z0-9._~-]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path))),
  ],
  PUBLIC_URL: ['the http(s) address at which people reach the board', '', z.union([z.literal(''), httpUrl])],
  TUNEBOARD_PSEUDO_LANGUAGE: ['true or nothing', '', z.enum(['', 'true'])],
  TUNEBOARD_DEMO_JOBS: ['a whole number from 0 to 100000', '480', whole(0, 100_000)],
})

/** What `SOURCES_FILE` takes the place of; set beside it, it would be set in vain. */
const OF_ONE_SOURCE = [
  'DASHSCOPE_API_KEY',
  'DASHSCOPE_API_KEY_FILE_PATH',
  'DASHSCOPE_HTTP_BASE_URL',
  'DASHSCOPE_WORKSPACE',
]

/**
 * Reads and checks the environment. An empty variable is one that is not set.
 * @param {Record<string, string | undefined>} environment
 * @param {{ demo?: boolean, needsKey?: boolean }} [options] a command that only looks at the database needs no key
 * @returns {Settings}
 * @throws {SettingsError} on the first value that cannot be used
 */
export function readSettings(environment, options = {}) {
  const { demo = false, needsKey = !demo } = options
  /** @template {keyof typeof VARIABLES} N @param {N} name @returns {z.output<(typeof VARIABLES)[N][2]>} */
  const read = (name) => {
    const [takes, fallback, schema] = VARIABLES[name]
    const value = environment[name]?.trim() || fallback
    const result = schema.safeParse(value)
    if (!result.success) throw new SettingsError(`${name} is ${toQuoted(value)}, but takes ${takes}.`)
    return /** @type {any} */ (result.data)
  }
  const host = read('HOST')
  const allowedHosts = read('ALLOWED_HOSTS')
  const basePath = read('BASE_PATH')
  const publicUrl = toPublicUrl(read('PUBLIC_URL'), basePath)
  const trustedProxies = read('TRUSTED_PROXIES')
  const auth = readAuth(environment, { publicUrl, trustedProxies })
  const reachable = [
    !isLoopback(host) && `HOST is ${JSON.stringify(host)}`,
    publicUrl && 'PUBLIC_URL is set',
    allowedHosts.length > 0 && 'ALLOWED_HOSTS is set',
    trustedProxies.length > 0 && 'TRUSTED_PROXIES is set',
  ].find(Boolean)
  if (reachable && auth.mode === 'unset')
    throw new SettingsError(
      `${reachable}, so others could reach the board, and nothing asks them who they are. ` +
        `${AUTH_CHOICES}; or listen on 127.0.0.1 and unset the rest.`,
    )
  const sourcesFile = demo ? '' : environment.SOURCES_FILE?.trim()
  const readOne = () => ({
    name: DEFAULT_SOURCE,
    key: needsKey ? readKey(environment) : '',
    baseUrl: read('DASHSCOPE_HTTP_BASE_URL'),
    workspace: demo ? null : environment.DASHSCOPE_WORKSPACE?.trim() || null,
  })
  const sources = sourcesFile && needsKey ? readSources(sourcesFile, environment) : [readOne()]
  const pricesFile = environment.PRICES_FILE?.trim() || null
  const namesFile = environment.NAMES_FILE?.trim() || null
  const notifyFile = environment.NOTIFY_FILE?.trim() || null
  return {
    sources,
    port: read('PORT'),
    host,
    allowedHosts: publicUrl ? [...allowedHosts, new URL(publicUrl).host.toLowerCase()] : allowedHosts,
    publicUrl: publicUrl || null,
    basePath,
    trustedProxies,
    auth,
    databaseUrl: demo ? 'file:./data/sample.db' : read('DATABASE_URL'),
    refreshSeconds: demo && !environment.REFRESH_SECONDS ? 5 : read('REFRESH_SECONDS'),
    sweepSeconds: read('SWEEP_SECONDS'),
    upstreamRps: demo && !environment.UPSTREAM_RPS ? 20 : read('UPSTREAM_RPS'),
    logBackfill: read('LOG_BACKFILL'),
    logLevel: read('LOG_LEVEL'),
    demo,
    demoJobs: read('TUNEBOARD_DEMO_JOBS'),
    pseudoLanguage: read('TUNEBOARD_PSEUDO_LANGUAGE') === 'true',
    prices: pricesFile ? readPricesFile(pricesFile) : { prices: [] },
    pricesFile,
    notify: notifyFile ? readNotifyFile(notifyFile) : [],
    names: namesFile ? readNamesFile(namesFile) : new Map(),
  }
}

/**
 * The address of the board: PUBLIC_URL may name the origin alone or with BASE_PATH. Where it names another path, every
 * link of the board would lead beside it.
 * @param {string} publicUrl @param {string} basePath @returns {string}
 */
function toPublicUrl(publicUrl, basePath) {
  if (!publicUrl) return ''
  const { origin, pathname } = new URL(publicUrl)
  const path = pathname.replace(/\/$/, '')
  if (path !== '' && path !== basePath)
    throw new SettingsError(
      `PUBLIC_URL has the path ${JSON.stringify(path)}, but BASE_PATH is ${basePath ? JSON.stringify(basePath) : 'not set'}; they have to be the same.`,
    )
  return origin + basePath
}

/** A value as it is said in a message: without the password that an address may hold. @param {string} value */
function toQuoted(value) {
  return JSON.stringify(value.replace(/:[^:@/]*@/, ':…@'))
}

/** @param {string} path @param {Record<string, string | undefined>} environment */
function readSources(path, environment) {
  const besides = OF_ONE_SOURCE.find((name) => environment[name]?.trim())
  if (besides)
    throw new SettingsError(
      `${besides} is set, and so is SOURCES_FILE, which takes its place; unset one of the two.`,
    )
  return readSourcesFile(path, httpUrl, DEFAULT_BASE_URL)
}

/** @param {Record<string, string | undefined>} environment */
function readKey(environment) {
  const secret = readSecret(environment, 'DASHSCOPE_API_KEY', 'DASHSCOPE_API_KEY_FILE_PATH')
  if (!secret)
    throw new SettingsError(
      'DASHSCOPE_API_KEY is not set. Make a key in the Model Studio console (Settings, API keys: ' +
        'https://modelstudio.console.alibabacloud.com) and start again with DASHSCOPE_API_KEY=sk-…, ' +
        'or see the board over sample data with: npm run demo',
    )
  if (!isKey(secret.value))
    throw new SettingsError(
      `${secret.name} holds a space or a character outside ASCII, which no API key has.`,
    )
  return secret.value
}
