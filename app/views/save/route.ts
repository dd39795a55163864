import { toViewName } from '@/lib/jobs/saved-views'
import { getServices } from '@/lib/server/board'
import { changeViews } from '@/lib/server/views'

/** Keeps views, and leads back to their page. The front door brings a POST of `/views` here. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData()
  const { cookies, refusal } = await changeViews(getServices(), form)
  const search = String(form.get('from') ?? '').replace(/[^\x21-\x7e]/g, '')
  // What was typed is typed again, and can replace the other.
  const told =
    refusal && new URLSearchParams({ refused: refusal, name: toViewName(String(form.get('name') ?? '')) })
  const query = [told?.toString(), search].filter(Boolean).join('&')
  const headers = new Headers({ location: `${process.env.BASE_PATH}/views${query && `?${query}`}` })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
