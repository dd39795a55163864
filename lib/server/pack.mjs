// @ts-check
// Makes a folder that runs the board with nothing but Node: `node lib/server/pack.mjs FOLDER`. The Dockerfile uses it.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { copyBuild } from './base-path.mjs'
import { ensureBuild, forgetBuild } from './build.mjs'

/** What `server.mjs` imports before Next is there, which Next's tracing does not see. */
const PACKAGES = ['zod', 'jsonc-parser']
const TRACED = '.next/standalone'

/** @param {string} target */
function pack(target) {
  if (existsSync(target) && readdirSync(target).length > 0) return `${target} is not empty`
  // For `next.config.mjs`: only this needs the folder that Next then makes.
  process.env.TUNEBOARD_STANDALONE = 'true'
  if (!existsSync(TRACED)) forgetBuild()
  if (!ensureBuild()) return 'the build failed; see above'
  cpSync(join(TRACED, 'node_modules'), join(target, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  copyBuild(target)
  cpSync('.next/tuneboard-marked', join(target, '.next/tuneboard-marked'), { recursive: true })
  for (const name of ['public', 'server.mjs', 'package.json', 'LICENSE'])
    cpSync(name, join(target, name), { recursive: true })
  for (const name of readdirSync('lib/server', { recursive: true }).map(String))
    if (/(?<!test-\w*)\.mjs$/.test(name)) cpSync(join('lib/server', name), join(target, 'lib/server', name))
  const require = createRequire(import.meta.url)
  for (const name of PACKAGES) {
    const folder = join(target, 'node_modules', name)
    rmSync(folder, { recursive: true, force: true })
    cpSync(dirname(require.resolve(`${name}/package.json`)), folder, { recursive: true })
  }
  return null
}

const [, , folder] = process.argv
const problem = folder ? pack(resolve(folder)) : 'say where to: node lib/server/pack.mjs FOLDER'
console.error(`Tuneboard: ${problem ?? `packed; start it with: node ${join(folder ?? '', 'server.mjs')}`}`)
if (problem) process.exit(1)
