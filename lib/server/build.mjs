// @ts-check
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { AUTH_SECRETS } from './auth-settings.mjs'
import { compressStaticFiles, MARK, takeMarkOut } from './base-path.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]
const STAMP = '.next/tuneboard-sources'

/** Has the next {@link ensureBuild} build. */
export const forgetBuild = () => rmSync(STAMP, { force: true })

/** A digest over every file that a build is made of, tests left out. */
function hashSources() {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(`${path}\0`).update(readFileSync(path))
  }
  SOURCES.forEach(add)
  return hash.digest('hex')
}

/**
 * Runs `next build` when there is no build or the sources changed since.
 * @returns {boolean} whether a usable build stands
 */
export function ensureBuild() {
  const digest = hashSources()
  if (existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return true
  console.error('Tuneboard: building (once, about half a minute) …')
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  // A build needs no secret, so it gets none.
  const env = { ...process.env }
  for (const name of ['DASHSCOPE_API_KEY', ...AUTH_SECRETS]) delete env[name]
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', BASE_PATH: MARK },
  })
  if (status === 0) {
    takeMarkOut()
    compressStaticFiles()
    writeFileSync(STAMP, digest)
  }
  if (status !== 0) console.error(`${stdout}${stderr}`)
  return status === 0
}

if (process.argv[1] === import.meta.filename && !ensureBuild()) process.exit(1)
