import type { Account } from './account'
import { type Answer, toErrorAnswer } from './answer'
import type { Call } from './call'
import type { Fault } from './fault'

/**
 * The answer to a call under a fault which is one of contents: a right answer, changed. `next` gives the right one;
 * a fault of the wire leaves it as it is.
 */
export function toFaultyAnswer(fault: Fault, account: Account, call: Call, next: () => Answer): Answer {
  switch (fault.kind) {
    case 'status': {
      const answer = toErrorAnswer(
        fault.status,
        fault.code ?? toCode(fault.status),
        fault.message ?? 'Simulated fault',
      )
      if (fault.request_id !== undefined) answer.body.request_id = fault.request_id
      return answer
    }
    case 'shift':
      if (call.path === '/fine-tunes') shift(account, fault.by ?? 'added')
      return next()
    case 'echo-key':
      return toEcho(fault.place ?? 'message', call, next)
    case 'wrong-types':
      return withWrongTypes(next(), fault.form ?? 'output-null')
    case 'total-zero':
      return changeList(next(), (output) => ({ ...output, total: 0, jobs: [] }))
    case 'doubles':
      return changeList(next(), (output) => ({ ...output, jobs: toDoubled(account, call, output) }))
    case 'data':
      return withData(next())
    default:
      return next()
  }
}

type Output = { readonly [field: string]: unknown }

function changeList(answer: Answer, change: (output: Output) => Output): Answer {
  const output = answer.body.output
  if (!isObject(output) || !Array.isArray(output.jobs)) return answer
  return { ...answer, body: { ...answer.body, output: change(output) } }
}

function withWrongTypes(
  answer: Answer,
  form: 'output-null' | 'jobs-not-a-list' | 'items-not-objects',
): Answer {
  if (answer.status !== 200) return answer
  if (form === 'output-null') return { ...answer, body: { ...answer.body, output: null } }
  const jobs = form === 'jobs-not-a-list' ? { 0: 'no list' } : ['ft-1', 7, null, true]
  return changeList(answer, (output) => ({ ...output, jobs }))
}

function withData(answer: Answer): Answer {
  const { output, ...others } = answer.body
  return output === undefined ? answer : { ...answer, body: { ...others, data: output } }
}

function toDoubled(account: Account, call: Call, output: Output): unknown[] {
  const jobs: unknown[] = Array.isArray(output.jobs) ? output.jobs : []
  const pageNo = Number(output.page_no)
  const before =
    pageNo > 1 ? account.page(pageNo - 1, Number(output.page_size), call.query.model || null).jobs : []
  return [...before.slice(-1), ...jobs, ...jobs.slice(0, 1)]
}

function toEcho(place: 'message' | 'headers' | 'name', call: Call, next: () => Answer): Answer {
  const said = call.headers.authorization ?? ''
  if (place === 'message') return toErrorAnswer(401, 'InvalidApiKey', `Invalid API-key provided: ${said}`)
  if (place === 'headers') return { ...next(), headers: { 'x-echo-authorization': said } }
  return changeList(next(), (output) => {
    const [first, ...others]: unknown[] = Array.isArray(output.jobs) ? output.jobs : []
    return { ...output, jobs: isObject(first) ? [{ ...first, job_name: said }, ...others] : [] }
  })
}

function shift(account: Account, by: 'added' | 'removed'): void {
  if (by === 'added') account.add({ job_name: 'came between two pages' })
  else {
    const newest = account.page(1, 1, null).jobs[0]
    if (newest) account.remove(newest.job_id)
  }
}

function toCode(status: number): string {
  return CODES[status] ?? 'InternalError'
}

const CODES: { readonly [status: number]: string } = {
  400: 'InvalidParameter',
  401: 'InvalidApiKey',
  403: 'AccessDenied',
  404: 'NotFound',
  409: 'Conflict',
  429: 'Throttling',
  503: 'ServiceUnavailable',
}

function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
