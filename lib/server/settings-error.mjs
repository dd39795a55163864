// @ts-check
import { readFileSync } from 'node:fs'

/** A setting that cannot be used. The message is one line for the person who starts the server. */
export class SettingsError extends Error {}

/**
 * A secret, from its variable or else from the file that a second variable names.
 * @param {Record<string, string | undefined>} environment
 * @param {string} name
 * @param {string} fileName
 * @returns {{ name: string, value: string } | null} which variable it came from, and the secret; `null` where neither is set
 * @throws {SettingsError} where the file cannot be read or is empty
 */
export function readSecret(environment, name, fileName) {
  const value = environment[name]?.trim()
  if (value) return { name, value }
  const path = environment[fileName]?.trim()
  if (!path) return null
  let text
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    const reason = /** @type {NodeJS.ErrnoException} */ (error).code
    throw new SettingsError(`${fileName} is ${JSON.stringify(path)}, which cannot be read (${reason}).`)
  }
  if (!text) throw new SettingsError(`${fileName} is ${JSON.stringify(path)}, which is empty.`)
  return { name: fileName, value: text }
}
