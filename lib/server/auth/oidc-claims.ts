import 'server-only'
import type { OidcSettings } from '../auth-settings.mjs'

type Claims = { readonly [name: string]: unknown }

/** Whether the lists of the settings let in who these claims are of: any one of them is enough. */
export function isAllowed(
  claims: Claims,
  { domains, subjects, groups }: Pick<OidcSettings, 'domains' | 'subjects' | 'groups'>,
): boolean {
  const { sub } = claims
  if (typeof sub === 'string' && subjects.includes(sub)) return true
  const domain = toVerifiedDomain(claims)
  if (domain !== null && domains.includes(domain)) return true
  const theirs = Array.isArray(claims.groups) ? claims.groups : []
  return theirs.some((group) => typeof group === 'string' && groups.includes(group))
}

/** As whom people know him. */
export function toPerson({ email, name, sub }: Claims): string {
  const person = [email, name, sub].find((text) => typeof text === 'string' && text !== '')
  return String(person ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 254)
}

/** Of an address that nobody has verified the domain says nothing. */
function toVerifiedDomain({ email, email_verified }: Claims): string | null {
  if (typeof email !== 'string' || email_verified !== true) return null
  const parts = email.split('@')
  return parts.length === 2 && parts[0] ? (parts[1]?.toLowerCase() ?? null) : null
}
