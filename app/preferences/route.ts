import { toPreferenceCookie } from '@/lib/server/preferences'

/** Keeps how a reader likes the board in a cookie and leads back to the page that asked. Works as a plain form. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  const headers = new Headers({ location: toLocalPath(form.get('back')) })
  const cookie = toPreferenceCookie(form)
  if (cookie) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** A path of this board, whatever was asked for: `//host` and other addresses would lead elsewhere. */
function toLocalPath(value: FormDataEntryValue | null): string {
  return typeof value === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) ? value : '/'
}
