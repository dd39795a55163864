import { toPreferenceCookies } from '@/lib/server/preferences'

/** Keeps how a reader likes the board in a cookie and leads back to the page that asked. Works as a plain form. */
export async function POST(request: Request): Promise<Response> {
  const headers = new Headers({ location: toPath(request.headers.get('referer')) })
  for (const cookie of toPreferenceCookies(await request.formData())) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** The path of an address on this board; the front door took the form from no other origin. */
function toPath(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return pathname.startsWith('//') ? '/' : pathname + search
}
