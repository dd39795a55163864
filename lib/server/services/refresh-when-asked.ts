import 'server-only'
import { getRequestContext } from '../front-door/request-context'
import type { Services } from './services'

/**
 * Asks DashScope first where the page at hand was asked for with `refresh=true`, which no URL keeps. Gives the path to
 * lead back to; `null` where nobody asked.
 */
export async function refreshWhenAsked({ mirror }: Services): Promise<string | null> {
  const [path = '/', search = ''] = getRequestContext().target.split('?')
  if (new URLSearchParams(search).get('refresh') !== 'true') return null
  await mirror.refresh()
  return path
}
