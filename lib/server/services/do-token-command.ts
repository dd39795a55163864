import 'server-only'
import { runTokenCommand } from '../auth/token-command'
import type { Settings } from '../env.mjs'
import { createLog } from '../log'
import { createSettingsRedactor } from '../settings-redactor'
import { openStore } from '../store/open-store'

/** Does what `npm run token` asks for, beside a board that may be running, and ends the process. */
export async function doTokenCommand(settings: Settings, words: readonly string[]): Promise<never> {
  const log = createLog('silent', createSettingsRedactor(settings))
  const store = await openStore(settings.databaseUrl, { log })
  const { text, isDone } =
    store.kind === 'memory'
      ? { text: store.problem()?.message ?? 'There is no database.', isDone: false }
      : await runTokenCommand(words, store.auth, Date.now())
  await store.close()
  const stream = isDone ? process.stdout : process.stderr
  stream.write(`${text}\n`)
  process.exit(isDone ? 0 : 1)
}
