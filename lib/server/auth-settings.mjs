// @ts-check
import { isIP } from 'node:net'
import { readSecret, SettingsError } from './settings-error.mjs'

/**
 * @typedef {object} OidcSettings
 * @property {string} issuer
 * @property {string} clientId
 * @property {string | null} clientSecret `null` for a public client
 * @property {string} scope
 * @property {readonly string[]} domains of verified e-mail addresses that may enter, lower case
 * @property {readonly string[]} subjects that may enter
 * @property {readonly string[]} groups that may enter
 *
 * @typedef {object} HeaderSettings
 * @property {string} name of the header that tells who asks, lower case
 * @property {{ jwks: string, issuer: string, audience: string } | null} assertion where the header is a signed JWT
 *
 * @typedef {object} AuthSettings How the board learns who asks. See README.md, "Sign-in".
 * @property {'unset' | 'none' | 'on'} mode `none` was said aloud; `unset` only ever on loopback
 * @property {string | null} password
 * @property {OidcSettings | null} oidc
 * @property {HeaderSettings | null} header
 */

export const PASSWORD_LENGTH = 12

/** What to choose from, for messages. */
export const AUTH_CHOICES =
  'Choose who gets in: AUTH_PASSWORD (one password for the team), AUTH_OIDC_ISSUER with its client (single sign-on), ' +
  'AUTH_TRUSTED_HEADER with TRUSTED_PROXIES (a proxy that signs people in); or say AUTH=none where something in front ' +
  'of the board does it'

const NAMES = new Set([
  'AUTH_PASSWORD',
  'AUTH_PASSWORD_FILE',
  'AUTH_OIDC_ISSUER',
  'AUTH_OIDC_CLIENT_ID',
  'AUTH_OIDC_CLIENT_SECRET',
  'AUTH_OIDC_CLIENT_SECRET_FILE',
  'AUTH_OIDC_SCOPE',
  'AUTH_OIDC_ALLOWED_DOMAINS',
  'AUTH_OIDC_ALLOWED_SUBJECTS',
  'AUTH_OIDC_ALLOWED_GROUPS',
  'AUTH_TRUSTED_HEADER',
  'AUTH_TRUSTED_HEADER_JWKS',
  'AUTH_TRUSTED_HEADER_ISSUER',
  'AUTH_TRUSTED_HEADER_AUDIENCE',
])

/** Variables that hold secrets: once read they are taken out of the environment. */
export const AUTH_SECRETS = ['AUTH_PASSWORD', 'AUTH_OIDC_CLIENT_SECRET']

/** @typedef {(name: string) => string} Get a variable, trimmed; '' where it is not set */

/**
 * Reads AUTH and AUTH_….
 * @param {Record<string, string | undefined>} environment
 * @param {{ publicUrl: string, trustedProxies: readonly string[] }} surroundings
 * @returns {AuthSettings}
 * @throws {SettingsError}
 */
export function readAuth(environment, { publicUrl, trustedProxies }) {
  /** @type {Get} */
  const get = (name) => environment[name]?.trim() ?? ''
  const set = Object.keys(environment)
    .filter((name) => name.startsWith('AUTH_') && get(name))
    .sort()
  for (const name of set)
    if (!NAMES.has(name)) throw new SettingsError(`${name} is set, but there is no such setting.`)
  if (!['', 'none'].includes(get('AUTH')))
    throw new SettingsError(
      `AUTH is ${JSON.stringify(get('AUTH'))}, but takes none; a sign-in is turned on by the setting of its own, such as AUTH_PASSWORD.`,
    )
  if (get('AUTH') && set[0])
    throw new SettingsError(`AUTH is none, but ${set[0]} is set: unset one of the two.`)
  const password = readPassword(environment)
  const oidc = readOidc(environment, get, publicUrl)
  const header = readHeader(get, trustedProxies)
  const mode = password || oidc || header ? 'on' : get('AUTH') === 'none' ? 'none' : 'unset'
  if (mode === 'unset' && set[0])
    throw new SettingsError(`${set[0]} is set, but alone it turns no sign-in on. ${AUTH_CHOICES}.`)
  return { mode, password, oidc, header }
}

/** @param {Record<string, string | undefined>} environment */
function readPassword(environment) {
  const secret = readSecret(environment, 'AUTH_PASSWORD', 'AUTH_PASSWORD_FILE')
  if (!secret) return null
  if ([...secret.value].length < PASSWORD_LENGTH)
    throw new SettingsError(
      `${secret.name} holds a password of ${[...secret.value].length} characters, but takes ${PASSWORD_LENGTH} or more.`,
    )
  return secret.value
}

/** @param {Record<string, string | undefined>} environment @param {Get} get @param {string} publicUrl @returns {OidcSettings | null} */
function readOidc(environment, get, publicUrl) {
  const issuer = get('AUTH_OIDC_ISSUER')
  if (!issuer) return null
  const url = toTrusted(issuer)
  if (!url || url.username || url.search || url.hash)
    throw new SettingsError(
      `AUTH_OIDC_ISSUER is ${JSON.stringify(issuer.replace(/:[^:@/]*@/, ':…@'))}, but takes an https address.`,
    )
  const clientId = get('AUTH_OIDC_CLIENT_ID')
  if (!clientId)
    throw new SettingsError('AUTH_OIDC_ISSUER is set, and AUTH_OIDC_CLIENT_ID with it is needed.')
  if (!publicUrl)
    throw new SettingsError(
      'AUTH_OIDC_ISSUER is set, and PUBLIC_URL with it is needed: people come back to PUBLIC_URL/sign-in/callback.',
    )
  const scope = get('AUTH_OIDC_SCOPE') || 'openid email profile'
  if (!scope.split(/\s+/).includes('openid'))
    throw new SettingsError(
      `AUTH_OIDC_SCOPE is ${JSON.stringify(scope)}, but takes scopes with openid among them.`,
    )
  const domains = toList(get('AUTH_OIDC_ALLOWED_DOMAINS')).map((domain) =>
    domain.toLowerCase().replace(/^@/, ''),
  )
  const subjects = toList(get('AUTH_OIDC_ALLOWED_SUBJECTS'))
  const groups = toList(get('AUTH_OIDC_ALLOWED_GROUPS'))
  if (domains.length + subjects.length + groups.length === 0)
    throw new SettingsError(
      'AUTH_OIDC_ISSUER is set, and with it who of its people may enter is needed: AUTH_OIDC_ALLOWED_DOMAINS, ' +
        'AUTH_OIDC_ALLOWED_SUBJECTS or AUTH_OIDC_ALLOWED_GROUPS.',
    )
  const secret = readSecret(environment, 'AUTH_OIDC_CLIENT_SECRET', 'AUTH_OIDC_CLIENT_SECRET_FILE')
  return { issuer, clientId, clientSecret: secret?.value ?? null, scope, domains, subjects, groups }
}

/** An address of which nobody on the way can change the answer; null for any other. @param {string} text @returns {URL | null} */
function toTrusted(text) {
  const url = URL.canParse(text) ? new URL(text) : null
  const isLocal = url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return url?.protocol === 'https:' || isLocal ? url : null
}

/** @param {Get} get @param {readonly string[]} trustedProxies @returns {HeaderSettings | null} */
function readHeader(get, trustedProxies) {
  const name = get('AUTH_TRUSTED_HEADER').toLowerCase()
  if (!name) return null
  if (
    !/^[a-z0-9-]+$/.test(name) ||
    /^(host|cookie|authorization|origin|forwarded|x-forwarded-for)$/.test(name)
  )
    throw new SettingsError(
      `AUTH_TRUSTED_HEADER is ${JSON.stringify(name)}, but takes the name of a header, such as X-Forwarded-Email.`,
    )
  const jwks = get('AUTH_TRUSTED_HEADER_JWKS')
  const issuer = get('AUTH_TRUSTED_HEADER_ISSUER')
  const audience = get('AUTH_TRUSTED_HEADER_AUDIENCE')
  if (jwks || issuer || audience) {
    if (!toTrusted(jwks) || !issuer || !audience)
      throw new SettingsError(
        'A signed AUTH_TRUSTED_HEADER takes all of AUTH_TRUSTED_HEADER_JWKS (an https address), ' +
          'AUTH_TRUSTED_HEADER_ISSUER and AUTH_TRUSTED_HEADER_AUDIENCE.',
      )
    return { name, assertion: { jwks, issuer, audience } }
  }
  if (trustedProxies.length === 0)
    throw new SettingsError(
      'AUTH_TRUSTED_HEADER is set, and TRUSTED_PROXIES with it is needed: anybody could send that header himself.',
    )
  return { name, assertion: null }
}

/** @param {string} text */
export function toList(text) {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** Whether a text is an address, or an address with the length of its network. @param {string} text */
export function isNetwork(text) {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (!family || more.length > 0) return false
  // A network of no bits is everybody, which nobody means.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
