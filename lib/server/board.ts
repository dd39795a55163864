import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PSEUDO_LOCALE } from '@/lib/messages/locales'
import type { Settings } from './env.mjs'
import { readPreferences } from './preferences'
import type { Services, SharedServices } from './services/services'

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Takes every request first; `next` is Next's own handler. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse, next: Handle) => Promise<void>

/** What one process has one of. `server.mjs` makes it, `instrumentation.ts` wires it. */
export type Board = {
  readonly settings: Settings
  readonly dev: boolean
  /** Called once everything is wired: from then on requests are taken. */
  open: (frontDoor: FrontDoor) => void
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

/** The services of this process, through which pages and routes reach all data, with the reader of the request at hand. */
export function getServices(): Services {
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
