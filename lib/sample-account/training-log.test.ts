import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './ask'
import { type SampleAccount, startSampleAccount } from './sample-account'

type Log = { readonly total: number; readonly logs: readonly string[] }

describe('logs', () => {
  let account: SampleAccount
  let job_id: string

  beforeAll(async () => {
    account = await startSampleAccount({ clock: () => Date.UTC(2026, 5, 10, 6) })
    job_id = account.add({
      status: 'SUCCEEDED',
      usage: 279_808,
      hyper_parameters: { n_epochs: 3, learning_rate: '1.6e-5' },
    }).job_id
    account.logLines(job_id, 100_000)
  })

  afterAll(() => account.stop())

  async function read(id: string, query = ''): Promise<Log> {
    return (await ask(account, `/fine-tunes/${id}/logs${query}`)).body.output as Log
  }

  test('come from line 0, a hundred at a time, unless asked otherwise', async () => {
    const log = await read(job_id)
    expect(log.total).toBe(100_000)
    expect(log.logs).toHaveLength(100)
    expect(await read(job_id, '?offset=0&line=100')).toEqual(log)
    expect((await read(job_id, '?offset=40&line=20')).logs).toEqual(log.logs.slice(40, 60))
  })

  test('end with tokens and ##FT_COMPLETE##', async () => {
    const { logs } = await read(job_id, '?offset=99000&line=1000')
    expect(logs).toHaveLength(1000)
    expect(logs.at(-1)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - INFO - ##FT_COMPLETE##$/)
    expect(logs).toContain(' Actual number of consumed tokens is 279808!')
    expect((await read(job_id, '?offset=100000')).logs).toEqual([])
  })

  test('hold metrics as Python writes them, and what disturbs a reader', async () => {
    const text = (await read(job_id, '?line=1000')).logs.join('\n')
    expect(text).toMatch(
      /\{'loss': \d\.\d+, 'grad_norm': \d\.\d+, 'learning_rate': \d(\.\d+)?e-0\d, 'epoch': \d\.\d+\}/,
    )
    expect(text).toMatch(/\{'eval_loss': /)
    for (const odd of ["'loss': nan", ': inf', ': None', '\u001b[32m', 'UserWarning'])
      expect(text).toContain(odd)
    expect(text).toMatch(/^\{'loss': [^}]*$/m)
  })

  test.each(['line=0', 'line=1001', 'line=x', 'offset=-1'])('refuse %s', async (query) => {
    const { status, body } = await ask(account, `/fine-tunes/${job_id}/logs?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'InvalidParameter' })
  })

  test('are empty while a job waits', async () => {
    const waiting = account.jobs().filter((job) => job.status === 'PENDING' || job.status === 'QUEUING')
    expect(waiting).toHaveLength(3)
    for (const job of waiting) expect(await read(job.job_id)).toEqual({ total: 0, logs: [] })
  })

  test('say why a job failed, and never that it is complete', async () => {
    const failed = account.jobs().filter((job) => job.code === 'InternalError')
    for (const job of failed.slice(0, 5)) {
      const { logs } = await read(job.job_id, '?line=1000')
      expect(logs.at(-1)).toContain(`ERROR - InternalError: ${job.message}`)
      expect(logs.join()).not.toContain('FT_COMPLETE')
    }
  })

  test('of a short length are just so long', async () => {
    for (const lines of [1, 3, 20]) {
      account.logLines(job_id, lines)
      const log = await read(job_id)
      expect(log.total).toBe(lines)
      expect(log.logs).toHaveLength(lines)
      expect(log.logs.at(-1)).toContain('##FT_COMPLETE##')
    }
  })
})
