import 'server-only'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe } from 'vitest'

export type TestPostgres = {
  /** A new database on it, as DATABASE_URL. */
  newDatabase(): Promise<string>
  /** Ends it as a crash does. */
  crash(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its files. */
  remove(): Promise<void>
}

const ROOMS = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']

/** The folder of `initdb` and `postgres`, `null` where this machine has none. */
function findPostgres(): string | null {
  const versions = ROOMS.filter(existsSync).flatMap((room) =>
    readdirSync(room).map((version) => join(room, version, 'bin')),
  )
  const folders = [...versions.sort().reverse(), ...(process.env.PATH ?? '').split(delimiter)]
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** A suite that needs Postgres: skipped, with the reason, where there is none, but in CI, where it must not go unseen. */
export function describeWithPostgres(name: string, run: () => void): void {
  if (findPostgres() || process.env.CI) describe(name, run)
  else describe.skip(`${name} (skipped: PostgreSQL is not installed here, no initdb was found)`, run)
}

/** Postgres refuses to run as root. */
const NOBODY = 65_534

/** Starts a private Postgres that listens on a socket in a temporary folder only. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const programs = findPostgres() ?? ''
  if (!programs) throw new Error('no initdb was found: install PostgreSQL')
  const folder = mkdtempSync(join(tmpdir(), 'tb-pg-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if ('uid' in identity) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY)
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...identity }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'tests', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const toUrl = (database: string) => `postgres://tests@/${database}?host=${encodeURIComponent(folder)}`
  let server: ChildProcess | null = null
  let databases = 0

  async function start(): Promise<void> {
    const settings = [
      'fsync=off',
      'full_page_writes=off',
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
    ]
    const child = spawn(
      join(programs, 'postgres'),
      ['-D', data, ...settings.flatMap((value) => ['-c', value])],
      {
        ...options,
        stdio: 'ignore',
      },
    )
    server = child
    for (;;) {
      if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`)
      try {
        await query('select 1')
        return
      } catch {
        await sleep(50)
      }
    }
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (!server) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
    server = null
  }

  async function query(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: toUrl('postgres') })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(text)
    } finally {
      await client.end().catch(() => {})
    }
  }

  await start()
  return {
    async newDatabase() {
      const name = `board_${++databases}`
      await query(`create database ${name}`)
      return toUrl(name)
    },
    crash: () => stop('SIGQUIT'),
    start,
    async remove() {
      await stop('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
