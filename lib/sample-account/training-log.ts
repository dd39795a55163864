import { formatLogTime } from './beijing-time'
import { toEvaluation, toMetrics, toPythonDict, toSummary } from './log-metrics'
import { hash } from './random'
import { END_LINES, HEAD_LINES, type TrainingRun } from './training-run'

/**
 * `count` lines of a job's log from line `offset` (0 is the first). Each line follows from its number alone, so that
 * the end of a log of 100,000 lines costs no more than its beginning.
 * Source: "Query the log of a fine-tuning job", DashScope API reference.
 */
export function toLogLines(run: TrainingRun, offset: number, count: number): string[] {
  const end = Math.min(offset + count, run.visibleLines)
  return Array.from({ length: Math.max(0, end - offset) }, (_, index) => toLogLine(run, offset + index))
}

function toLogLine(run: TrainingRun, index: number): string {
  const fromEnd = run.visibleLines - 1 - index
  if (run.status === 'SUCCEEDED' && fromEnd < END_LINES) return toCompleteLine(run, fromEnd)
  if ((run.status === 'FAILED' || run.status === 'CANCELED') && fromEnd < 2) return toBrokenLine(run, fromEnd)
  return index < HEAD_LINES ? toHeadLine(run, index) : toTrainingLine(run, index - HEAD_LINES)
}

function toHeadLine(run: TrainingRun, index: number): string {
  const lines = [
    `start to process job ${run.job_id}`,
    `base model ${run.base_model}, training type ${run.training_type}`,
    'data check started',
    `数据校验通过 (data check passed), ${50 + (run.seed % 9000)} samples`,
    'downloading model weights',
    `\u001b[33mWARNING\u001b[0m tokenizer class differs from the one it was saved with <PreTrainedTokenizer>`,
    `learning rate ${run.rate}, ${run.epochs} epochs`,
    'training started',
  ]
  return toInfo(run, 0.002 * index, lines[index] ?? '')
}

/** From the last line (0) backwards. */
function toCompleteLine(run: TrainingRun, fromEnd: number): string {
  switch (fromEnd) {
    case 0:
      return toInfo(run, 1, '##FT_COMPLETE##')
    case 1:
      return toInfo(run, 0.99, 'transfer for inference succeeded, start to deliver it for inference')
    case 2:
      return toInfo(run, 0.98, 'saving the model succeeded')
    case 3:
      return toConsumed(run.tokens)
    default:
      return toPythonDict(toSummary(run))
  }
}

function toBrokenLine(run: TrainingRun, fromEnd: number): string {
  if (run.status === 'CANCELED')
    return toInfo(run, 1, fromEnd === 0 ? 'job canceled' : 'cancel requested by user')
  return fromEnd === 0 ? `${toTime(run, 1)} - ERROR - ${run.error}` : 'Traceback (most recent call last):'
}

function toTrainingLine(run: TrainingRun, index: number): string {
  const all = Math.max(1, run.lines - HEAD_LINES - END_LINES)
  const share = (index + 1) / all
  const epoch = Math.floor(share * run.epochs)
  if (epoch > Math.floor((index / all) * run.epochs))
    return toConsumed(Math.round((run.tokens * epoch) / run.epochs))
  const turn = (every: number) => index % every === every - 1
  if (turn(17)) return toPythonDict(toEvaluation(run, share, index))
  if (turn(23)) return toInfo(run, share, `saving checkpoint-${index} to output directory`)
  if (turn(31)) return toProgressBar(share, index, all)
  if (turn(47))
    return '/usr/lib/python3.10/site-packages/torch/utils/checkpoint.py:31: UserWarning: None of the inputs'
  const metrics = toMetrics(run, share, index)
  if (turn(59)) return toPythonDict(metrics).slice(0, 24 + (hash(run.seed, index) % 12))
  if (turn(83)) return toPythonDict({ ...metrics, grad_norm: null })
  if (turn(101)) return toPythonDict({ ...metrics, loss: Number.NaN })
  if (turn(137)) return toPythonDict({ ...metrics, grad_norm: Number.POSITIVE_INFINITY })
  return toPythonDict(metrics)
}

function toConsumed(tokens: number): string {
  return ` Actual number of consumed tokens is ${tokens}!`
}

function toProgressBar(share: number, index: number, all: number): string {
  const percent = Math.floor(share * 100)
  const bar = '█'.repeat(Math.floor(share * 20)).padEnd(20)
  return `\r\u001b[32m${String(percent).padStart(3)}%\u001b[0m|${bar}| ${index + 1}/${all} [1.42s/it]`
}

function toInfo(run: TrainingRun, share: number, text: string): string {
  return `${toTime(run, share)} - INFO - ${text}`
}

function toTime(run: TrainingRun, share: number): string {
  return formatLogTime(run.startedAt + Math.floor(share * (run.endsAt - run.startedAt)))
}
