import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Auth } from '../auth/auth'
import { toLinkScope } from '../auth/link-scope'
import { toProblemStatus } from '../auth/sign-in-problem'
import type { Viewer } from '../auth/viewer'
import type { Board, FrontDoor } from '../board'
import type { SentAnswer } from '../metrics/metrics'
import { toMirrorState } from '../services/mirror-state'
import type { SharedServices } from '../services/services'
import { StoreError } from '../store/store-error'
import { createAnswerCache, type Marks } from './answer-cache'
import { createCompressor } from './compress'
import { toContentSecurityPolicy } from './content-security-policy'
import { createEntrance } from './entrance'
import { forceStatus } from './force-status'
import { isInternalHeader } from './internal-headers'
import { createPeerReader, isForwardingHeader } from './peer'
import { type Refusal, toRefusal } from './refusal'
import { refuseSocket, refuseTunnel } from './refuse-socket'
import { runWithRequestContext } from './request-context'
import { putScriptsLater } from './scripts-later'
import { SECURITY_HEADERS } from './security-headers'
import { isPageRequest, sendRefusal, sendTo } from './send'
import { createStaticFiles } from './static-files'
import { toDoorstep, toInnerTarget, toNextTarget } from './under-base-path'

/** What the contract leaves open to all while sign-in is on, besides files. Everything else needs somebody. */
const OPEN_PATHS = new Set([
  '/sign-in',
  '/sign-in/callback',
  '/sign-out',
  '/preferences',
  '/api/health',
  '/api/ready',
])

const NOBODY: Refusal = {
  status: 401,
  code: 'NotSignedIn',
  message: 'Sign in, or send a token of this board as Authorization: Bearer tbk_….',
}
const BAD_TOKEN: Refusal = {
  status: 401,
  code: 'NotSignedIn',
  message: 'The bearer is no token of this board, or one that has run out or was revoked.',
}

/**
 * The first code that a request meets: refuses what no page or route should see, asks who it is, and puts on every
 * answer, errors and files too, what each must carry. `onSent` is told of each answer.
 */
export function createFrontDoor(
  board: Board,
  log: Logger,
  auth: Auth,
  onSent: (sent: SentAnswer) => void,
): FrontDoor {
  const { settings, dev } = board
  const { basePath } = settings
  const toPeer = createPeerReader(settings)
  const serveFile = dev ? () => false : createStaticFiles(board.root)
  const compress = createCompressor()
  const passEntrance = createEntrance(auth, basePath)
  const answers = createAnswerCache(
    () => (board.services ? toDataStamp(board.services) : null),
    Date.now,
    dev ? (html) => html : putScriptsLater,
  )

  async function take(
    request: IncomingMessage,
    response: ServerResponse,
    next: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
    marks: Marks,
    isBeside: boolean,
  ): Promise<void> {
    const { requestId, nonce } = marks
    const target = request.url ?? '/'
    const [path = '/', search = ''] = splitTarget(target)
    const peer = toPeer(request)
    const refuse = (refusal: Refusal) => {
      const { method = '' } = request
      auth.audit('refused', {
        peer: peer.address,
        requestId,
        status: refusal.status,
        code: refusal.code,
        method,
        path,
      })
      sendRefusal(response, refusal, requestId)
    }
    const refusal = toRefusal(request, settings)
    if (refusal) return refuse(refusal)
    if (isBeside) {
      const doorstep = toDoorstep(target, basePath)
      if (doorstep) return sendTo(response, doorstep)
      return refuse({ status: 404, code: 'NotFound', message: `The board stands under ${basePath}/.` })
    }
    if (serveFile(request, response, path)) return
    if (!dev && path.startsWith('/_next/'))
      return sendRefusal(
        response,
        { status: 404, code: 'NotFound', message: 'There is no such file.' },
        requestId,
      )

    const admission = await auth.admit(request, peer, requestId)
    const link = admission.viewer ? null : toLinkScope(target)
    const linkName = link?.token ? await auth.findToken(link.token, link.scope) : null
    const viewer: Viewer | null = linkName === null ? admission.viewer : { via: 'token', name: linkName }
    if (link?.token && !viewer) return refuse(BAD_TOKEN)
    if (!admission.viewer && !viewer && admission.badToken) {
      response.setHeader('www-authenticate', 'Bearer error="invalid_token"')
      return refuse(BAD_TOKEN)
    }
    const token = linkName ?? (admission.viewer ? admission.token : null)
    if (token !== null) auth.audit('token-used', { peer: peer.address, requestId, token, path })
    if (!viewer && !OPEN_PATHS.has(path)) {
      if (isPageRequest(request)) return sendTo(response, basePath + toSignIn(target))
      response.setHeader('www-authenticate', 'Bearer')
      return refuse(NOBODY)
    }

    let shown = target
    let signInProblem = null
    if (/^\/sign-(in|out)(\/|$)/.test(path) && OPEN_PATHS.has(path)) {
      const outcome = await passEntrance({ request, response, path, search, peer, viewer, requestId })
      if (outcome === 'answered') return
      if (outcome !== 'page') {
        signInProblem = outcome.problem
        if (signInProblem.kind === 'wait') response.setHeader('retry-after', signInProblem.seconds)
        shown = toSignIn(outcome.to)
        forceStatus(response, toProblemStatus(signInProblem))
        Object.assign(request, { method: 'GET', url: shown })
      }
    }
    // One address cannot be a page and a route of Next's.
    if (request.method === 'POST' && path === '/views') request.url = '/views/save'
    for (const name of Object.keys(request.headers))
      if (isInternalHeader(name) || isForwardingHeader(name)) delete request.headers[name]
    delete request.headers.authorization
    request.headers['content-security-policy'] = toContentSecurityPolicy(nonce, dev)
    compress(request, response)
    if (answers.take(request, response, { target: shown, viewer, marks }))
      return board.services?.mirror.look()
    // A badge stands in pages of others; it alone.
    if (path === '/badge.svg') response.setHeader('cross-origin-resource-policy', 'cross-origin')
    const { cookie = '', 'accept-language': acceptLanguage = '' } = request.headers
    const setStatus = (status: number) => forceStatus(response, status)
    const context = { requestId, target: shown, cookie, acceptLanguage, viewer, signInProblem, setStatus }
    request.url = toNextTarget(request.url ?? '/', basePath)
    await runWithRequestContext(context, () => next(request, response))
  }

  return {
    async take(request, response, next) {
      const marks = { requestId: randomUUID(), nonce: randomBytes(16).toString('base64') }
      const { requestId, nonce } = marks
      const startedAt = performance.now()
      const inner = toInnerTarget(request.url ?? '/', basePath)
      const target = inner ?? request.url ?? '/'
      request.url = target
      response.once('finish', () =>
        onSent({ target, status: response.statusCode, seconds: (performance.now() - startedAt) / 1000 }),
      )
      response.setHeader('content-security-policy', toContentSecurityPolicy(nonce, dev))
      for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value)
      try {
        await take(request, response, next, marks, inner === null)
      } catch (error) {
        log.error({ requestId, error: String(error) }, 'a request failed')
        if (response.headersSent) response.destroy()
        else fail(response, error, requestId)
      }
    },
    refuseSocket,
    refuseTunnel,
  }
}

function fail(response: ServerResponse, error: unknown, requestId: string): void {
  if (error instanceof StoreError) {
    const message = 'The database that knows who may enter does not answer. Try again soon.'
    response.setHeader('retry-after', '5')
    sendRefusal(response, { status: 503, code: 'StoreUnavailable', message }, requestId)
    return
  }
  const message = 'Tuneboard failed to answer; its log says why.'
  sendRefusal(response, { status: 500, code: 'InternalError', message }, requestId)
}

/** Another one whenever a list or a page could say something else; `null` before the account is whole. */
function toDataStamp(services: SharedServices): string | null {
  const { mirror } = services
  return mirror.status().complete
    ? `${mirror.snapshot().version} ${JSON.stringify(toMirrorState(services))}`
    : null
}

function splitTarget(target: string): [path: string, search: string] {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}

function toSignIn(target: string): string {
  return target === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(target)}`
}
