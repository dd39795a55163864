import 'server-only'
import { ApiError } from '../api-error'
import { getRequestContext } from '../front-door/request-context'
import type { Viewer } from './viewer'

/**
 * Who asks, told by the front door. The second layer: data are reached through this alone, so that a request that came
 * in past the front door finds nothing.
 * @throws ApiError 401 where nobody was let in
 */
export function requireViewer(): Viewer {
  const { viewer } = getRequestContext()
  if (!viewer) throw new ApiError(401, 'NotSignedIn', 'Sign in, or send a token of this board.')
  return viewer
}
