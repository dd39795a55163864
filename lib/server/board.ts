import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { PSEUDO_LOCALE } from '@/lib/messages/locales'
import type { Auth } from './auth/auth'
import { requireViewer } from './auth/require-viewer'
import type { Settings } from './env.mjs'
import { readPreferences } from './preferences'
import type { PublicServices, Services, SharedServices } from './services/services'
import type { ReadAhead } from './store/packed-jobs.mjs'

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type FrontDoor = {
  /** Takes every request first; `next` is Next's own handler. */
  take(request: IncomingMessage, response: ServerResponse, next: Handle): Promise<void>
  /** Answers bytes that are no request. */
  refuseSocket(socket: Duplex, error: Error): void
  /** Answers CONNECT. */
  refuseTunnel(socket: Duplex): void
}

/** What one process has one of. `server.mjs` makes it, `instrumentation.ts` wires it. */
export type Board = {
  readonly settings: Settings
  readonly dev: boolean
  /** The folder that holds `.next` and `public`: the project, or a copy of its build that stands under BASE_PATH. */
  readonly root: string
  /** Words of `npm run token`: the process does that and ends, instead of serving. */
  readonly tokenCommand: readonly string[] | null
  /** What is read of the store meanwhile; it is taken once. */
  ahead: Promise<ReadAhead | null> | null
  /** Called once everything is wired: from then on requests are taken. */
  open: (frontDoor: FrontDoor) => void
  auth: Auth | null
  services: SharedServices | null
  stop: (() => Promise<void>) | null
}

/**
 * The board of this process. Next bundles pages, routes and instrumentation apart, so a module variable would be three;
 * an object under a global symbol is one.
 * @throws when Next was started without `server.mjs`
 */
export function getBoard(): Board {
  const board = Reflect.get(globalThis, Symbol.for('tuneboard')) as Board | undefined
  if (!board) throw new Error('Start Tuneboard with server.mjs (npm start, npm run demo or npm run dev).')
  return board
}

/**
 * The services of this process, through which pages and routes reach all data, with the reader of the request at hand.
 * @throws ApiError 401 where the front door let nobody in
 */
export function getServices(): Services {
  requireViewer()
  return getWired()
}

/** What pages and routes that are open to all may use: nothing of it tells of jobs. */
export function getPublicServices(): PublicServices {
  return getWired()
}

/** By what people may sign in, for the page where they do. */
export function getAuth(): Auth {
  const { auth } = getBoard()
  if (!auth) throw new Error('The board is not wired yet.')
  return auth
}

function getWired(): Services {
  const { services } = getBoard()
  if (!services) throw new Error('The board is not wired yet.')
  const { language, zone } = readPreferences()
  const locale = language === PSEUDO_LOCALE && !services.settings.pseudoLanguage ? 'en' : language
  return {
    ...services,
    catalogue: services.readers.getCatalogue(locale),
    reader: services.readers.getReader(locale, zone),
  }
}
