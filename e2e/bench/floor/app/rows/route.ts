import { toRows } from '../to-rows'

export const dynamic = 'force-dynamic'

/** Fifty rows, as a filter would find them. */
export function GET(request: Request): Response {
  return Response.json(toRows(new URL(request.url).searchParams.get('of') ?? ''))
}
