import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './ask'
import { type SampleAccount, startSampleAccount } from './sample-account'

describe('checkpoints', () => {
  let account: SampleAccount

  beforeAll(async () => {
    account = await startSampleAccount({ clock: () => Date.UTC(2026, 5, 10, 6) })
  })

  afterAll(() => account.stop())

  test('come in three forms, published ones with a model name', async () => {
    const forms = new Set<string>()
    for (const job of account
      .jobs()
      .filter((entry) => entry.status === 'SUCCEEDED')
      .slice(0, 40)) {
      const { output } = (await ask(account, `/fine-tunes/${job.job_id}/checkpoints`)).body
      const form = Array.isArray(output) ? 'list' : Object.keys(output as object).join()
      forms.add(form)
      const list: unknown[] = Array.isArray(output)
        ? output
        : (output as { checkpoints: unknown[] }).checkpoints
      for (const checkpoint of list) {
        expect(checkpoint).toMatchObject({
          job_id: job.job_id,
          create_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          full_name: expect.stringMatching(/^ft-\d{12}-[0-9a-f]{4}[:-]checkpoint-\d+$/),
        })
        const { status, model_name } = checkpoint as { status: string; model_name?: string }
        expect(model_name !== undefined).toBe(status === 'SUCCEEDED')
      }
    }
    expect([...forms].sort()).toEqual(['checkpoints', 'checkpoints,total', 'list'])
  })

  test('are not there while a job waits, nor for a model that has none', async () => {
    for (const job of [
      account.add({}),
      account.add({ status: 'SUCCEEDED', model: 'qwen2.5-72b-instruct' }),
    ]) {
      const { status, body } = await ask(account, `/fine-tunes/${job.job_id}/checkpoints`)
      expect(status).toBe(200)
      expect(JSON.stringify(body.output)).toMatch(/^(\[\]|\{"checkpoints":\[\](,"total":0)?\})$/)
    }
  })
})
