// @ts-check
// One build for any BASE_PATH: it is made with a mark in its place. `.next` is then the board at the root, and the files
// that held the mark are kept beside it, from which a start under a path makes its own.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export const MARK = '/__tuneboard_base_path__'
const MARKED = '.next/tuneboard-marked'
const COMPRESSED = '.next/tuneboard-compressed'

/** What of `.next` a board runs on; the rest is caches, traces and source maps. */
const RUNS_ON =
  /^\.next(\/(server|static|node_modules|tuneboard-compressed)(\/|$)|\/[^/]+\.\w+$|\/BUILD_ID$|$)/
const isNeeded = (/** @type {string} */ path) =>
  RUNS_ON.test(path.replaceAll('\\', '/')) && !path.endsWith('.map')

/** @param {string} folder @returns {string[]} paths of the files in it that a board runs on */
function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (!isNeeded(path)) return []
    return entry.isDirectory() ? listFiles(path) : entry.isFile() ? [path] : []
  })
}

/** @param {string} path @param {string | Buffer} content */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** After `next build`: makes `.next` the build for the root, and keeps what one under a path is made of. */
export function takeMarkOut() {
  // Next would lead `/base/` to `/base`, which for the root is a circle; the front door knows both.
  const manifest = JSON.parse(readFileSync('.next/routes-manifest.json', 'utf8'))
  manifest.redirects = manifest.redirects.filter(
    (/** @type {{ source: string }} */ { source }) => source !== `${MARK}/`,
  )
  writeFileSync('.next/routes-manifest.json', JSON.stringify(manifest))
  rmSync(MARKED, { recursive: true, force: true })
  for (const path of listFiles('.next')) {
    const content = readFileSync(path)
    if (!content.includes(MARK)) continue
    write(join(MARKED, relative('.next', path)), content)
    writeFileSync(path, content.toString('utf8').replaceAll(MARK, ''))
  }
}

/** Copies what of the build a board at the root runs on. @param {string} folder */
export function copyBuild(folder) {
  // Written and not copied: a copy of a read-only file would be one, too.
  for (const path of listFiles('.next')) write(join(folder, path), readFileSync(path))
  const links = readdirSync('.next/node_modules', { recursive: true, withFileTypes: true })
  for (const entry of links.filter((entry) => entry.isSymbolicLink())) {
    const path = join(entry.parentPath, entry.name)
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    symlinkSync(readlinkSync(path), join(folder, path))
  }
}

/** Beside the build, or in the temporary folder where that cannot be written. */
function makeFolder() {
  const name = `tuneboard-copy-${process.pid}-`
  try {
    for (const left of readdirSync('.next'))
      if (isLeft(left)) rmSync(join('.next', left), { recursive: true })
    return resolve(mkdtempSync(join('.next', name)))
  } catch {
    return mkdtempSync(join(tmpdir(), name))
  }
}

/** Whether it is the copy of a process that was killed. @param {string} name */
function isLeft(name) {
  const pid = Number(/^tuneboard-copy-(\d+)-/.exec(name)?.[1])
  try {
    return pid > 0 && !process.kill(pid, 0)
  } catch (error) {
    return Reflect.get(Object(error), 'code') === 'ESRCH'
  }
}

/**
 * Makes a copy of the build that stands under a path, in a folder of its own that goes when the process ends.
 * @param {string} basePath
 * @returns {string} the folder that Next is to take for the project's
 */
export function copyBuildUnder(basePath) {
  const folder = makeFolder()
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['node_modules', 'public']) symlinkSync(resolve(name), join(folder, name), 'junction')
  copyBuild(folder)
  for (const entry of readdirSync(MARKED, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join('.next', relative(MARKED, join(entry.parentPath, entry.name)))
    const content = readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll(MARK, basePath)
    write(join(folder, path), content)
    if (path.startsWith(join('.next', 'static'))) compress(join(folder, COMPRESSED, path), content, 5)
  }
  return folder
}

/**
 * Compresses what browsers are given, once and as well as can be; `front-door/static-files` serves it.
 */
export function compressStaticFiles() {
  rmSync(COMPRESSED, { recursive: true, force: true })
  for (const path of listFiles('.next/static'))
    if (/\.(js|css|svg|json|txt)$/.test(path)) compress(join(COMPRESSED, path), readFileSync(path), 11)
}

/** @param {string} path @param {string | Buffer} content @param {number} quality of Brotli, to 11 */
function compress(path, content, quality) {
  write(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
  write(`${path}.gz`, gzipSync(content, { level: 9 }))
}
