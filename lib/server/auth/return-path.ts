import 'server-only'

const LONGEST = 4_000
const ORIGIN = 'http://board.invalid'

/** Where to go after signing in: a path on this board that shows a page, else its first page. */
export function toReturnPath(text: string | null): string {
  if (text === null || text.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return '/'
  if (!URL.canParse(text, ORIGIN)) return '/'
  const { origin, pathname, search } = new URL(text, ORIGIN)
  const isPage = origin === ORIGIN && !/^\/(\/|\\|api\/|_next\/|sign-(in|out)($|\/))/.test(pathname)
  return isPage ? pathname + search : '/'
}
