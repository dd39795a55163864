import type { SampleAccount } from './sample-account'

export type Asked = {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Asks a sample account with its own key and reads the JSON of the answer; for tests. */
export async function ask(account: SampleAccount, path: string, key = account.key): Promise<Asked> {
  const response = await fetch(account.url + path, { headers: { authorization: `Bearer ${key}` } })
  const body: Record<string, unknown> = JSON.parse(await response.text())
  return { status: response.status, headers: response.headers, body }
}

/** The jobs of an answer's `output`; an empty list where there are none. */
export function toJobs(asked: Asked): readonly Record<string, unknown>[] {
  const { output } = asked.body
  return typeof output === 'object' && output !== null && 'jobs' in output && Array.isArray(output.jobs)
    ? output.jobs
    : []
}
