import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, '..')

type Environment = { readonly [name: string]: string }

/** A process of `server.mjs` and all that it has said so far. */
export type ServerProcess = {
  readonly child: ChildProcess
  /** Standard output and standard error together. */
  output(): string
  /** Resolves with the exit code, or `null` where a signal ended it. */
  readonly exited: Promise<number | null>
}

export type Board = ServerProcess & {
  /** `http://127.0.0.1:…` without a slash at its end. */
  readonly url: string
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Set to nothing, so that neither this shell nor a developer's `.env` reaches a board under test. */
const UNSET = [
  'DASHSCOPE_API_KEY',
  'DASHSCOPE_API_KEY_FILE_PATH',
  'DASHSCOPE_HTTP_BASE_URL',
  'DASHSCOPE_WORKSPACE',
  'HOST',
  'PUBLIC_URL',
  'ALLOWED_HOSTS',
  'TRUSTED_PROXIES',
  'BASE_PATH',
  'AUTH',
  'AUTH_PASSWORD',
  'DATABASE_URL',
  'REFRESH_SECONDS',
  'SWEEP_SECONDS',
  'UPSTREAM_RPS',
  'LOG_LEVEL',
  'LOG_BACKFILL',
  'PRICES_FILE',
  'NAMES_FILE',
  'NOTIFY_FILE',
  'SOURCES_FILE',
]

/** Origins that a page may ask: those of the boards started here. */
export const boardOrigins = new Set<string>()

/** Starts `server.mjs` with these variables and no others of Tuneboard's. */
export function spawnServer(
  environment: Environment,
  args: readonly string[] = [],
  entry = 'run-board.mjs',
): ServerProcess {
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-e2e-'))
  const child = spawn(process.execPath, [`e2e/${entry}`, ...args], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      ...(process.env.SYSTEMROOT ? { SYSTEMROOT: process.env.SYSTEMROOT } : {}),
      NODE_ENV: 'production',
      ...Object.fromEntries(UNSET.map((name) => [name, ''])),
      PORT: '0',
      // Tests that count calls are to see those that they cause.
      LOG_BACKFILL: 'off',
      DATABASE_URL: `file:${join(folder, 'board.db')}`,
      ...environment,
    },
  })
  const server = watchServer(child)
  const exited = server.exited.then((code) => {
    rmSync(folder, { recursive: true, force: true })
    return code
  })
  return { ...server, exited }
}

/** Keeps all that a process says, and how it ends. */
export function watchServer(child: ChildProcess): ServerProcess {
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  const exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  return { child, exited, output: () => parts.join('') }
}

/** The address of a server, once it says that it listens; fails with all that it said where it ends before. */
export async function untilListening(server: ServerProcess): Promise<string> {
  const address = new Promise<string>((resolve) => {
    server.child.stderr?.on('data', () => {
      const found = /is at (http:\/\/\S+)/.exec(server.output())
      if (found?.[1]) resolve(found[1])
    })
  })
  const ended = server.exited.then((code) => {
    throw new Error(`The board ended with ${code} before it listened:\n${server.output()}`)
  })
  ended.catch(() => {})
  return Promise.race([address, ended])
}

/** Starts a board and waits until it listens. */
export async function startBoard(
  environment: Environment,
  ...how: [args?: readonly string[], entry?: string]
): Promise<Board> {
  const server = spawnServer(environment, ...how)
  const url = await untilListening(server)
  boardOrigins.add(url)
  return {
    ...server,
    url,
    stop() {
      server.child.kill('SIGTERM')
      return server.exited
    },
  }
}
