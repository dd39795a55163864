// @ts-check
import { readFileSync } from 'node:fs'
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser'
import { SettingsError } from './settings-error.mjs'

/**
 * Reads a JSON file that a variable names, and checks it.
 * @template {import('zod').ZodType} S
 * @param {string} name of the variable
 * @param {string} path
 * @param {S} schema
 * @returns {import('zod').output<S>}
 * @throws {SettingsError} one line that says the variable, the file, the line in it, and what is wrong there
 */
export function readSettingsFile(name, path, schema) {
  const text = readText(name, path)
  /** @param {number} offset @param {string} words */
  const toError = (offset, words) =>
    new SettingsError(`${name}: ${path}:${text.slice(0, offset).split('\n').length}: ${words}`)
  /** @type {import('jsonc-parser').ParseError[]} */
  const faults = []
  const tree = parseTree(text, faults, { disallowComments: true })
  const [fault] = faults
  if (fault || !tree)
    throw toError(
      fault?.offset ?? 0,
      `this is no JSON (${fault ? printParseErrorCode(fault.error) : 'empty'}).`,
    )
  const result = schema.safeParse(JSON.parse(text))
  if (result.success) return result.data
  const { path: place, message } = result.error.issues[0] ?? { path: [], message: 'is not understood' }
  const segments = place.map((segment) => (typeof segment === 'number' ? segment : String(segment)))
  const where = segments.length > 0 ? `${segments.join('.')}: ` : ''
  throw toError(toOffset(tree, segments), `${where}${message}.`)
}

/** @param {string} name @param {string} path */
function readText(name, path) {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    const reason = /** @type {NodeJS.ErrnoException} */ (error).code
    throw new SettingsError(`${name} is ${JSON.stringify(path)}, which cannot be read (${reason}).`)
  }
}

/**
 * Where a value stands, or the nearest thing around it that is there.
 * @param {import('jsonc-parser').Node} tree @param {(string | number)[]} place @returns {number}
 */
function toOffset(tree, place) {
  const node = findNodeAtLocation(tree, place)
  return node ? node.offset : place.length === 0 ? tree.offset : toOffset(tree, place.slice(0, -1))
}
