import { createGrams, type Grams, growGrams, writeGrams } from './grams'
import { type Job, type MirroredJob, toText } from './job'
import { createParameterTable, type ParameterTable, toSetNumber } from './parameter-table'
import { toFileIds, toOwnTexts } from './search-texts'
import { createTextTable, type TextTable, toNumber } from './text-table'
import type { WordMarks } from './word-marks'

/** What a search reads besides models and numbers, by slot as in `JobColumns`; texts that jobs share stand in tables. */
export type SearchColumns = {
  /** How many slots are filled. */
  length: number
  readonly files: TextTable
  readonly failure: TextTable
  readonly hyper: ParameterTable
  /** Numbers in the tables; replaced by longer arrays with the same values as jobs come. */
  numbers: { readonly files: Uint32Array; readonly failure: Uint32Array; readonly hyper: Uint32Array }
  /** Lower-case texts that are a job's own (id, name, output), which no table would make smaller. */
  readonly own: string[]
  /** Of `own` and of files, which few jobs share. */
  grams: Grams
  readonly words: WordMarks
}

/** Makes search columns without jobs. */
export function createSearchColumns(): SearchColumns {
  return {
    length: 0,
    files: createTextTable(),
    failure: createTextTable(),
    hyper: createParameterTable(),
    numbers: { files: new Uint32Array(0), failure: new Uint32Array(0), hyper: new Uint32Array(0) },
    own: [],
    grams: createGrams(0),
    words: new Map(),
  }
}

/** Fills the next slot; there will be `expected` of them at least. */
export function writeSearch(search: SearchColumns, entry: MirroredJob, expected: number): void {
  const slot = search.length
  if (slot >= search.numbers.files.length) grow(search, Math.max(expected, Math.ceil(slot * 1.5), slot + 1))
  const { job } = entry
  const ids = toFileIds(job)
  const files = toNumber(search.files, ids.join('\n'))
  search.numbers.files[slot] = files
  search.numbers.failure[slot] = toNumber(search.failure, toFailure(job))
  search.numbers.hyper[slot] = toSetNumber(search.hyper, job)
  const own = toOwnText(job, entry.job_name)
  search.own.push(own)
  writeGrams(search.grams, slot, own)
  writeGrams(search.grams, slot, search.files.searched[files] ?? '')
  search.length++
}

function grow(search: SearchColumns, length: number): void {
  const { files, failure, hyper } = search.numbers
  const longer = (values: Uint32Array) => {
    const grown = new Uint32Array(length)
    grown.set(values)
    return grown
  }
  search.numbers = { files: longer(files), failure: longer(failure), hyper: longer(hyper) }
  search.grams = growGrams(search.grams, length)
}

function toFailure(job: Job): string {
  const code = toText(job.code)
  const message = toText(job.message)
  return code === '' ? message : `${code}\n${message}`
}

/** Leaves out what occurs in another of the texts (an output mostly holds the job's id): a search finds it there. */
function toOwnText(job: Job, job_name: string): string {
  const texts = [...new Set(toOwnTexts(job, job_name).map((text) => text.toLowerCase()))]
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).join('\n')
}
