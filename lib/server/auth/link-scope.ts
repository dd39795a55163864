import 'server-only'

/** Paths that a token in the address may open, each for one query: what feed readers and READMEs ask for. */
const LINK_PATHS = new Set(['/feed.atom', '/badge.svg'])

/** What a token of such an address is good for: its path and query, in whatever order its parameters stand. */
export type LinkScope = { readonly scope: string; readonly token: string | null }

/** Reads an address (path and query); `null` for one that no token in it can open. */
export function toLinkScope(target: string): LinkScope | null {
  const at = target.indexOf('?')
  const path = at < 0 ? target : target.slice(0, at)
  if (!LINK_PATHS.has(path)) return null
  const params = new URLSearchParams(at < 0 ? '' : target.slice(at + 1))
  const given = params.getAll('token')
  params.delete('token')
  params.sort()
  const query = params.toString()
  // Two of them would leave open which one counts.
  return { scope: query ? `${path}?${query}` : path, token: given.length === 1 ? (given[0] ?? null) : null }
}
