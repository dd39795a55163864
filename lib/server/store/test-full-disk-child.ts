import 'server-only'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from './open-store'
import { silentLog, toJobs } from './test-jobs'

/** Fills the disk of a folder to the last byte. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2))
      writeUntilFull(file, Buffer.alloc(bytes))
  } finally {
    closeSync(file)
  }
}

function writeUntilFull(file: number, buffer: Buffer): void {
  try {
    for (;;) writeSync(file, buffer)
  } catch {}
}

/** Runs a store out of disk, gives it some again, and says how it took that. */
async function useUp(folder: string) {
  const url = `file:${join(folder, 'board.db')}`
  const filler = join(folder, 'filler')
  const store = await openStore(url, { log: silentLog })
  let safe = 0
  let failure: unknown = null
  fill(filler)
  while (failure === null)
    await store.saveJobs('default', toJobs(100, safe), 1).then(
      () => {
        safe += 100
      },
      (error: unknown) => {
        failure = error
      },
    )
  const full = { code: failure instanceof Error && 'code' in failure ? failure.code : String(failure) }
  const whileFull = { problem: store.problem()?.code, kept: (await store.load('default')).length === safe }
  rmSync(filler)
  await store.saveJobs('default', toJobs(100, safe), 1)
  const again = { problem: store.problem(), kept: (await store.load('default')).length === safe + 100 }
  await store.close()
  fill(filler)
  const restarted = await openStore(url, { log: silentLog })
  const start = {
    kind: restarted.kind,
    problem: restarted.problem()?.code ?? null,
    kept: (await restarted.load('default')).length === safe + 100,
  }
  await restarted.close()
  return { full, whileFull, again, start }
}

process.stdout.write(JSON.stringify(await useUp(process.argv[2] ?? '')))
