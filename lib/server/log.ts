import 'server-only'
import { type Logger, pino } from 'pino'

/** JSON lines on standard output. Each line passes `redact` last, so that no field can carry the key out. */
export function createLog(level: string, redact: (text: string) => string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: redact } })
}
