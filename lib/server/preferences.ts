import 'server-only'
import { DENSITIES, SHORTCUTS, THEMES, type Theme, TIMES } from '@/lib/format/preferences'
import { isZone, STANDARD_ZONE } from '@/lib/format/zone'
import { type ColumnName, toColumnNames } from '@/lib/jobs/column-names'
import { LOCALES, type Locale, PSEUDO_LOCALE, selectLocale } from '@/lib/messages/locales'
import { getRequestContext } from './front-door/request-context'

/** How this reader likes the board. */
export type Preferences = {
  readonly language: Locale
  /** IANA name. */
  readonly zone: string
  readonly theme: Theme
  /** Whether times are exact rather than relative. */
  readonly exact: boolean
  /** Whether a row has two lines rather than one. */
  readonly roomy: boolean
  readonly shortcuts: boolean
  /** Columns that the home link carries; [] are the usual ones. */
  readonly columns: readonly ColumnName[]
}

const YEAR_SECONDS = 31_536_000

/** Each preference as a form and its cookie have it, and which values it takes. */
const TAKES = new Map<string, (value: string) => boolean>([
  ['language', isOneOf([...LOCALES, PSEUDO_LOCALE])],
  ['zone', isZone],
  ['theme', isOneOf(THEMES)],
  ['times', isOneOf(TIMES)],
  ['density', isOneOf(DENSITIES)],
  ['shortcuts', isOneOf(SHORTCUTS)],
  ['columns', (value) => value.length < 1000],
])

/** The preferences of whoever sent the request at hand. */
export function readPreferences(): Preferences {
  const { cookie, acceptLanguage } = getRequestContext()
  return parsePreferences(cookie, acceptLanguage)
}

/** What the cookies say; what they do not say, or say wrongly, is left to the browser's language and to the usual. */
export function parsePreferences(cookie: string, acceptLanguage: string): Preferences {
  const said = new Map<string, string>()
  for (const part of cookie.split(';')) {
    const at = part.indexOf('=')
    const [name, value] = [part.slice(0, at).trim(), decode(part.slice(at + 1).trim())]
    if (TAKES.get(name)?.(value)) said.set(name, value)
  }
  return {
    language: (said.get('language') as Locale | undefined) ?? selectLocale(acceptLanguage),
    zone: said.get('zone') ?? STANDARD_ZONE,
    theme: (said.get('theme') as Theme | undefined) ?? 'system',
    exact: said.get('times') === 'exact',
    roomy: said.get('density') === 'roomy',
    shortcuts: said.get('shortcuts') !== 'off',
    columns: toColumnNames(said.get('columns')?.split(',') ?? []),
  }
}

/** The cookies that keep what a preferences form chose; what is unknown is not kept. */
export function toPreferenceCookies(form: FormData): string[] {
  return [...TAKES].flatMap(([name, takes]) => {
    if (!form.has(name)) return []
    const value = form.getAll(name).map(String).join()
    if (!takes(value)) return []
    return [toLastingCookie(name, encodeURIComponent(value))]
  })
}

/** A cookie that this browser keeps for a year; `value` as the header takes it. */
export function toLastingCookie(name: string, value: string): string {
  return `${name}=${value}; Path=${process.env.BASE_PATH}/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}

function isOneOf(values: readonly string[]): (value: string) => boolean {
  return (value) => values.includes(value)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
