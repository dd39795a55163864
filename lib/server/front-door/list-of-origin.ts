import 'server-only'

/**
 * The query string of the list that a page was reached from: what the URL says, else what the browser says of the page
 * before, which is ours only where `host` is the same. '' for the list as it is by default; `null` where nothing tells.
 */
export function toListOfOrigin(
  list: string | null,
  referer: string | null,
  host: string | null,
): string | null {
  if (list !== null) return list
  const from = referer !== null && URL.canParse(referer) ? new URL(referer) : null
  return from && from.host === host && from.pathname === `${process.env.BASE_PATH}/`
    ? from.search.slice(1)
    : null
}
