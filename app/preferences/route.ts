import { toPreferenceCookies } from '@/lib/server/preferences'

/** Keeps how a reader likes the board in a cookie and leads back to the page that asked. Works as a plain form. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  const headers = new Headers({ location: toPath(request.headers.get('referer'), form.getAll('columns')) })
  for (const cookie of toPreferenceCookies(form)) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/**
 * The path of the page that asked; the front door took the form from no other origin. The one that columns were chosen
 * on comes back with them.
 */
function toPath(referer: string | null, columns: readonly unknown[]): string {
  if (referer === null || !URL.canParse(referer)) return `${process.env.BASE_PATH}/`
  const url = new URL(referer)
  if (columns.length > 0) url.searchParams.set('columns', columns.join())
  const { pathname, search } = url
  return pathname.startsWith('//') ? `${process.env.BASE_PATH}/` : pathname + search
}
