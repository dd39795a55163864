import type { Json } from './json'
import { isFields, toInnerText, toLogText } from './log-entry'
import { type PythonDict, parsePythonDict, toPythonNumber } from './python-dict'

/** The numbers of one line. `line` counts from 1; `null` is what the log says to be None, nan or inf. */
export type MetricPoint = { readonly line: number } & { readonly [name: string]: number | null }

/** What a whole log comes to; `null` is unknown. Losses have no unit. */
export type LogSummary = {
  /** The lowest `eval_loss`, and the line on which it stands first. */
  readonly best_eval_loss: number | null
  readonly best_eval_line: number | null
  /** The last `loss` of the training that is a number. */
  readonly final_loss: number | null
  /** The highest `step`; where the log counts none, the number of lines that tell a training loss. */
  readonly steps: number | null
  /** Steps of the whole training, where the log says so. */
  readonly max_steps: number | null
  /** The highest `epoch`. */
  readonly epoch: number | null
  readonly consumed_tokens: number | null
  /** The log has come to its end, `##FT_COMPLETE##`. */
  readonly complete: boolean
  /** What the trainer says at the end: `train_runtime` (seconds), `train_loss` (mean), … */
  readonly training: { readonly [name: string]: number | null }
}

export type TrainingMetrics = {
  readonly points: readonly MetricPoint[]
  readonly summary: LogSummary
  /** Lines that look like a dict and could not be read. */
  readonly skipped: number
}

export type TrainingLogReader = {
  /** Takes the lines that follow those taken before. Never throws. */
  add(lines: readonly Json[]): void
  metrics(): TrainingMetrics
}

/** The metrics of the lines of a log, in one go. Source: "Query the log of a fine-tuning job", DashScope API reference. */
export function parseTrainingLog(lines: readonly Json[]): TrainingMetrics {
  const reader = createTrainingLogReader()
  reader.add(lines)
  return reader.metrics()
}

/** Makes a reader of a log that comes piece by piece. */
export function createTrainingLogReader(): TrainingLogReader {
  const points: MetricPoint[] = []
  const training = new Map<string, number | null>()
  let line = 0
  let skipped = 0
  let losses = 0
  let summary: Omit<LogSummary, 'training'> = EMPTY

  function addDict(dict: PythonDict): void {
    const numbers = toNumbers(dict)
    if (numbers.size === 0) return
    if (numbers.has('train_runtime')) {
      for (const [name, value] of numbers) training.set(name, value)
      return
    }
    const loss = numbers.get('loss')
    const evalLoss = numbers.get('eval_loss')
    if (loss !== undefined) losses++
    const isBest = isNumber(evalLoss) && evalLoss < (summary.best_eval_loss ?? Number.POSITIVE_INFINITY)
    summary = {
      ...summary,
      ...(isBest ? { best_eval_loss: evalLoss, best_eval_line: line } : {}),
      final_loss: loss ?? summary.final_loss,
      steps: toHigher(summary.steps, numbers.get('step') ?? numbers.get('global_step')),
      max_steps: toHigher(summary.max_steps, numbers.get('max_steps')),
      epoch: toHigher(summary.epoch, numbers.get('epoch')),
    }
    numbers.delete('line')
    // `fromEntries` makes a property of its own of `__proto__`, too.
    points.push({ line, ...Object.fromEntries(numbers) })
  }

  function addEntry(entry: Json): void {
    const inner = toInnerText(entry)
    const text = toPlainText(inner ?? toLogText(entry))
    const tokens = TOKENS.exec(text)?.[1]
    if (tokens !== undefined) summary = { ...summary, consumed_tokens: Number(tokens) }
    if (text.includes('##FT_COMPLETE##')) summary = { ...summary, complete: true }
    const { dicts, isCut } = findDicts(text)
    if (isCut) skipped++
    for (const dict of dicts) addDict(dict)
    // An object may tell its numbers beside its text.
    if (
      inner !== null &&
      dicts.length === 0 &&
      isFields(entry) &&
      METRICS.some((name) => Object.hasOwn(entry, name))
    )
      for (const dict of findDicts(JSON.stringify(entry)).dicts) addDict(dict)
  }

  return {
    add(lines) {
      for (const entry of lines) {
        line++
        addEntry(entry)
      }
    },
    metrics: () => ({
      points,
      skipped,
      summary: {
        ...summary,
        steps: summary.steps ?? (losses > 0 ? losses : null),
        training: Object.fromEntries(training),
      },
    }),
  }
}

const EMPTY = {
  best_eval_loss: null,
  best_eval_line: null,
  final_loss: null,
  steps: null,
  max_steps: null,
  epoch: null,
  consumed_tokens: null,
  complete: false,
}

const METRICS = ['loss', 'eval_loss', 'learning_rate', 'epoch']
const TOKENS = /consumed tokens is (\d{1,15})(?!\d)/
const DICT_START = /\{\s*['"]/y
/** As the trainer of ms-swift counts, `'global_step/max_steps': '12/300'`. */
const STEP_OF_STEPS = /^(\d{1,15})\/(\d{1,15})$/

/** The dicts of a line, up to the first thing that looks like one and is not whole. */
function findDicts(text: string): { dicts: PythonDict[]; isCut: boolean } {
  const dicts: PythonDict[] = []
  for (let at = text.indexOf('{'); at >= 0; ) {
    const found = parsePythonDict(text, at)
    DICT_START.lastIndex = at
    if (!found && DICT_START.test(text)) return { dicts, isCut: true }
    if (found) dicts.push(found.dict)
    at = text.indexOf('{', found ? found.end : at + 1)
  }
  return { dicts, isCut: false }
}

/** The numbers of a dict, those among them that are written as texts, too. */
function toNumbers(dict: PythonDict): Map<string, number | null> {
  const numbers = new Map<string, number | null>()
  for (const [name, value] of dict) {
    const [, step, steps] = (typeof value === 'string' && STEP_OF_STEPS.exec(value)) || []
    if (name === 'global_step/max_steps' && step !== undefined) {
      numbers.set('step', Number(step)).set('max_steps', Number(steps))
      continue
    }
    const number = typeof value === 'string' ? toPythonNumber(value) : value
    if (number !== undefined) numbers.set(name, number)
  }
  return numbers
}

/** Without the sequences that colour a terminal. */
function toPlainText(text: string): string {
  return text.includes('\u001b[') ? text.split('\u001b[').map(toUncoloured).join('') : text
}

function toUncoloured(part: string, index: number): string {
  return index === 0 ? part : part.replace(/^[\d;?]*[A-Za-z]/, '')
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number'
}

function toHigher(before: number | null, value: number | null | undefined): number | null {
  return isNumber(value) ? Math.max(before ?? value, value) : before
}
