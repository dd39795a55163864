// @ts-check
import { z } from 'zod'
import { readSettingsFile } from './settings-file.mjs'

const TAKES = 'takes a name of 1 to 200 characters, or a group of ids with names'
const name = z.string(TAKES).trim().min(1, TAKES).max(200, TAKES)

/** Names by the id of an account or a file; ids may stand in groups, whose headings mean nothing. */
const namesFile = z.record(
  z.string(),
  z.union([name, z.record(z.string(), name)], TAKES),
  'takes an object of ids with their names',
)

/**
 * What people call accounts and files, by id.
 * @param {string} path
 * @returns {ReadonlyMap<string, string>}
 */
export function readNamesFile(path) {
  const entries = Object.entries(readSettingsFile('NAMES_FILE', path, namesFile))
  return new Map(
    entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : Object.entries(value))),
  )
}
