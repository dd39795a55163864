import type { Account } from './account'
import { type Answer, toErrorAnswer, toOutputAnswer } from './answer'
import type { Call } from './call'
import { toCheckpointsOutput } from './checkpoints'
import { toLogLines } from './training-log'
import { toTrainingRun } from './training-run'

/** How many lines the log of a job has when it is complete, where a test has set it. */
export type LogLengths = ReadonlyMap<string, number>

/**
 * Answers a call as DashScope documents it: the list, a job, its log, its checkpoints, and errors. Nothing else is
 * there. Source: "Fine-tuning", DashScope API reference.
 */
export function toAnswer(account: Account, key: string, lengths: LogLengths, call: Call): Answer {
  if (call.headers.authorization !== `Bearer ${key}`) {
    return toErrorAnswer(401, 'InvalidApiKey', 'Invalid API-key provided.')
  }
  const [root, room, escapedId, part, ...rest] = call.path.split('/')
  if (root !== '' || room !== 'fine-tunes' || rest.length > 0) return toNotFound()
  if (part !== undefined && part !== 'logs' && part !== 'checkpoints') return toNotFound()
  if (call.method !== 'GET') {
    return toErrorAnswer(405, 'MethodNotAllowed', `Request method '${call.method}' is not supported.`)
  }
  if (escapedId === undefined) return toList(account, call)
  const id = toUnescaped(escapedId)
  const job = account.job(id)
  if (!job) return toNotFound()
  if (part === undefined) return toOutputAnswer(job)
  const run = toTrainingRun(job, account.plan(id), account.now(), lengths.get(id))
  return part === 'logs' ? toLogs(run, call) : toOutputAnswer(toCheckpointsOutput(run))
}

function toNotFound(): Answer {
  return toErrorAnswer(404, 'NotFound', 'Not found!')
}

function toList(account: Account, call: Call): Answer {
  const pageNo = toWhole(call.query.page_no, 1)
  const pageSize = toWhole(call.query.page_size, 10)
  if (pageNo === null || pageNo < 1) {
    return toErrorAnswer(400, 'InvalidParameter', 'page_no must be an integer of at least 1')
  }
  if (pageSize === null || pageSize < 1 || pageSize > 100) {
    return toErrorAnswer(400, 'InvalidParameter', 'page_size must be an integer from 1 to 100')
  }
  const { total, jobs } = account.page(pageNo, pageSize, call.query.model || null)
  return toOutputAnswer({ page_no: pageNo, page_size: pageSize, total, jobs })
}

function toLogs(run: ReturnType<typeof toTrainingRun>, call: Call): Answer {
  const offset = toWhole(call.query.offset, 0)
  const line = toWhole(call.query.line, 100)
  if (offset === null)
    return toErrorAnswer(400, 'InvalidParameter', 'offset must be an integer of at least 0')
  if (line === null || line < 1 || line > 1000) {
    return toErrorAnswer(400, 'InvalidParameter', 'line must be an integer from 1 to 1000')
  }
  return toOutputAnswer({ total: run.visibleLines, logs: toLogLines(run, offset, line) })
}

/** A whole number of at most nine digits, `otherwise` where none was sent, `null` for anything else. */
function toWhole(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function toUnescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
