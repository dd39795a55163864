import type { Json } from './json'

/** Where an entry that is an object keeps its text. None is documented; DashScope sends mostly strings. */
const TEXT_FIELDS = ['message', 'content', 'log', 'text', 'msg']
const BEFORE_FIELDS = ['time', 'timestamp', 'level']

/** The text of an entry of a log as a line is shown: itself, the text inside an object, else the JSON of the entry. */
export function toLogText(entry: Json): string {
  if (typeof entry === 'string') return entry
  const text = toInnerText(entry)
  if (text === null || !isFields(entry)) return JSON.stringify(entry)
  const before = BEFORE_FIELDS.flatMap((name) => (isScalar(entry[name]) ? [String(entry[name])] : []))
  return [...before, text].join(' - ')
}

/** The text that an object carries; `null` where it carries none or is no object. */
export function toInnerText(entry: Json): string | null {
  if (!isFields(entry)) return null
  const name = TEXT_FIELDS.find((field) => typeof entry[field] === 'string')
  return name === undefined ? null : String(entry[name])
}

/** Whether this is a JSON object; `null` and arrays are none. */
export function isFields(entry: Json | undefined): entry is { [field: string]: Json } {
  return entry !== null && typeof entry === 'object' && !Array.isArray(entry)
}

function isScalar(value: Json | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number'
}
