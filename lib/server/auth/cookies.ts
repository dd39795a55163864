import 'server-only'

/** What decides a cookie's name and its attributes. */
export type CookieScope = {
  /** Whether the answer travels over TLS. */
  readonly isSecure: boolean
  /** '' or `/…`. */
  readonly basePath: string
}

/**
 * The full name of one of the board's cookies. Over TLS its prefix keeps neighbours of the domain, and plain HTTP, from
 * setting it; on HTTP no browser would take a prefix.
 */
export function toCookieName(name: string, { isSecure, basePath }: CookieScope): string {
  const prefix = isSecure ? (basePath ? '__Secure-' : '__Host-') : ''
  return `${prefix}tuneboard-${name}`
}

/** A `Set-Cookie` line: no script reads it, no other site's form sends it. `seconds` of 0 removes the cookie. */
export function serializeCookie(name: string, value: string, seconds: number, scope: CookieScope): string {
  const path = `Path=${scope.basePath || '/'}`
  const secure = scope.isSecure ? '; Secure' : ''
  return `${toCookieName(name, scope)}=${value}; ${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

/** The value of one of the board's cookies in a `Cookie` header; `null` where there is none. */
export function parseCookie(header: string | undefined, name: string, scope: CookieScope): string | null {
  const start = `${toCookieName(name, scope)}=`
  const found = header?.split(/;\s*/).find((pair) => pair.startsWith(start))
  return found?.slice(start.length) || null
}
