import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT, untilListening, watchServer } from '../board'

const run = promisify(execFile)

/** What `git clone` brings that examples touch, and what `npm ci` and the first start leave beside it. */
const PARTS = [
  'app',
  'components',
  'docs',
  'lib',
  'public',
  '.env.example',
  '.next',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'server.mjs',
  'tsconfig.json',
]

/** An answer that is an error ends a shell, as it would a reader. */
const STRICT_CURL =
  'curl() { if [[ $1 == -f* ]]; then command curl "$@"; else command curl --fail-with-body "$@"; fi; }'

type Environment = { readonly [name: string]: string }

export type TypedBoard = { readonly url: string; stop(): Promise<void> }

/** A folder like a fresh clone after its first build, in which commands of the documents are typed. */
export function createTypist() {
  const home = mkdtempSync(join(tmpdir(), 'tuneboard-typed-'))
  const folder = join(home, 'tuneboard')
  for (const part of PARTS)
    if (existsSync(join(ROOT, part)))
      cpSync(join(ROOT, part), join(folder, part), { recursive: true, verbatimSymlinks: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const base = {
    NODE_ENV: 'production' as const,
    PATH: process.env.PATH ?? '',
    HOME: home,
    PORT: '0',
    LOG_BACKFILL: 'off',
  }

  return {
    home,
    folder,

    /** Types lines into a shell that stops at the first that fails, curl's included, and gives what they printed. */
    async type(lines: string, cwd: string, more: Environment = {}): Promise<string> {
      const strict = `set -euo pipefail\n${STRICT_CURL}\n${lines}`
      const options = { cwd, env: { ...base, ...more }, maxBuffer: 1 << 28 }
      return (await run('bash', ['-c', strict], options)).stdout
    },

    /** Types a command that starts a board, and waits until it says where it is. */
    async start(command: string, more: Environment = {}): Promise<TypedBoard> {
      const child = spawn('bash', ['-c', command], {
        cwd: folder,
        env: { ...base, ...more },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const server = watchServer(child)
      const url = await untilListening(server)
      return {
        url,
        async stop() {
          if (child.pid) process.kill(-child.pid, 'SIGTERM')
          await server.exited
        },
      }
    },

    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
