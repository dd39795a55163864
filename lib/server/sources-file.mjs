// @ts-check
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { region } from './prices-file.mjs'
import { readSettingsFile } from './settings-file.mjs'

/**
 * @typedef {object} Source An account, or a workspace of one, whose jobs the board shows.
 * @property {string} name under which the store keeps its jobs, and which stands before its job ids in addresses
 * @property {string} key the DashScope API key; '' in a demo until the sample account has told its own
 * @property {string} baseUrl without a slash at its end
 * @property {string | null} workspace sent as `X-DashScope-WorkSpace`
 * @property {string} [region] whose prices hold, where the address does not tell it
 */

/** The source of a board that has one key. A source of this name goes on from what such a board has kept. */
export const DEFAULT_SOURCE = 'default'

/** More would be a board that nobody can read, and a rate of calls that nobody expects. */
const MOST_SOURCES = 20

const NAME_TAKES = 'takes 1 to 32 letters, digits, ".", "_" and "-"'
const KEY_TAKES = 'takes an API key, which has no space and no character outside ASCII'
const FILE_TAKES = 'takes the path of a file that holds an API key'

/** Whether a text can be an API key. @param {string} text */
export const isKey = (text) => /^[\x21-\x7e]+$/.test(text)

const key = z.string(KEY_TAKES).trim().refine(isKey, KEY_TAKES)

const keyFile = z
  .string(FILE_TAKES)
  .min(1, FILE_TAKES)
  .transform((path, context) => {
    const problem = (/** @type {string} */ message) => {
      context.issues.push({ code: 'custom', message, input: path })
      return z.NEVER
    }
    try {
      const text = readFileSync(path, 'utf8').trim()
      return isKey(text) ? text : problem(`is ${JSON.stringify(path)}, which holds no API key`)
    } catch (error) {
      const reason = /** @type {NodeJS.ErrnoException} */ (error).code
      return problem(`is ${JSON.stringify(path)}, which cannot be read (${reason})`)
    }
  })

/**
 * Reads `SOURCES_FILE`.
 * @param {string} path
 * @param {import('zod').ZodType<string, string>} httpUrl what an address is
 * @param {string} standardUrl base address of a source that tells none
 * @returns {readonly Source[]}
 */
export function readSourcesFile(path, httpUrl, standardUrl) {
  const source = z
    .strictObject(
      {
        name: z.string(NAME_TAKES).regex(/^[A-Za-z0-9._-]{1,32}$/, NAME_TAKES),
        base_url: httpUrl.default(standardUrl),
        key: key.optional(),
        key_file: keyFile.optional(),
        region: region.optional(),
        workspace: z
          .string('takes the id of a workspace')
          .trim()
          .min(1, 'takes the id of a workspace')
          .optional(),
      },
      'takes an object with name and key or key_file, perhaps base_url, workspace and region',
    )
    .refine(
      (one) => (one.key === undefined) !== (one.key_file === undefined),
      'takes either a key or a key_file',
    )
    .transform(({ name, base_url, key = '', key_file, workspace, region }) => ({
      name,
      key: key_file ?? key,
      baseUrl: base_url,
      workspace: workspace ?? null,
      ...(region === undefined ? {} : { region }),
    }))
  const file = z.strictObject(
    {
      sources: z
        .array(source, 'takes a list of sources')
        .min(1, 'takes at least one source')
        .max(MOST_SOURCES, `takes at most ${MOST_SOURCES} sources`)
        .refine((sources) => isEachOnce(sources, ({ name }) => name), 'takes names that differ')
        // It would be read twice, at twice the rate that one account allows.
        .refine(
          (sources) => isEachOnce(sources, ({ key, baseUrl, workspace }) => `${key} ${baseUrl} ${workspace}`),
          'takes sources that differ in more than their names',
        ),
    },
    'takes an object with sources',
  )
  return readSettingsFile('SOURCES_FILE', path, file).sources
}

/** @template T @param {readonly T[]} values @param {(value: T) => string} toText */
const isEachOnce = (values, toText) => new Set(values.map(toText)).size === values.length
