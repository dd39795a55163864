// @ts-check
// The sample account as a process of its own, so that a board's figures are the board's alone.
import { loadTypeScript } from './load-typescript.mjs'

const { startSampleAccount } = await loadTypeScript('lib/sample-account/sample-account.ts')
const account = await startSampleAccount(JSON.parse(process.argv[2] ?? '{}'))
process.on('message', (/** @type {{ ask: string, value?: any }} */ { ask, value }) => {
  if (ask === 'calls') process.send?.({ calls: account.countCalls() })
  if (ask === 'latency') account.latency(Number(value))
  if (ask === 'fault') account.fault(value)
  if (ask === 'logLines') account.logLines(...value)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url: account.url, key: account.key })
