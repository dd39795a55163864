import { expect, test } from 'vitest'
import { ask, toJobs } from './ask'
import { startSampleAccount } from './sample-account'

/** The answer of "List fine-tuning jobs", DashScope API reference, letter by letter but for the request id. */
const EXAMPLE = `{ "page_no": 2, "page_size": 10, "total": 12, "jobs": [ {
"job_id": "ft-202410291653-1c7f", "job_name": "ft-202410291653-1c7f", "status": "SUCCEEDED",
"finetuned_output": "qwen3-14b-suffix-ft-202410291653-1c7f", "model": "qwen3-14b", "base_model": "qwen3-14b",
"training_file_ids": [ "976bd01a-f30b-4414-86fd-50c54486e3ef" ], "validation_file_ids": [ ],
"hyper_parameters": { "n_epochs": 3, "batch_size": 32, "max_length": 8192, "learning_rate": "1.6e-5",
"lr_scheduler_type": "linear", "split": 0.9 }, "training_type": "sft", "create_time": "2024-10-29 16:53:53",
"workspace_id":"llm-v71tlv***", "user_identity": "1396993924585947", "modifier": "1396993924585947",
"creator": "1396993924585947", "end_time": "2024-10-29 17:11:26", "group": "llm", "usage": 279808 }, {
"job_id": "ft-202410291512-1851", "job_name": "ft-202410291512-1851", "status": "CANCELED", "model": "qwen3-14b",
"base_model": "qwen3-14b", "training_file_ids": [ "86a9fe7f-dd77-43b0-9834-2170e12339ec",
"03ead352-6190-4328-8016-61821c23d4fc" ], "validation_file_ids": [ ], "hyper_parameters": { "n_epochs": 3,
"batch_size": 32, "max_length": 8192, "learning_rate": "1.6e-5", "lr_scheduler_type": "linear", "split": 0.9 },
"code": "1", "training_type": "sft", "create_time": "2024-10-29 15:12:00", "workspace_id":"llm-v71tlv***",
"user_identity": "1396993924585947", "modifier": "1396993924585947", "creator": "1396993924585947",
"end_time": "2024-10-29 15:16:00", "group": "llm", "usage": 0 } ] }`

test('page 2 of the model is the example of the document, in its order too', async () => {
  const account = await startSampleAccount({ scenario: 'document' })
  const asked = await ask(account, '/fine-tunes?model=qwen3-14b&page_no=2')
  expect(JSON.stringify(asked.body.output)).toBe(JSON.stringify(JSON.parse(EXAMPLE)))

  const all = toJobs(await ask(account, '/fine-tunes?page_size=100'))
  expect(all.length).toBeGreaterThan(12)
  const times = all.map((job) => String(job.create_time))
  expect(times).toEqual([...times].sort().reverse())
  expect(new Set(all.map((job) => job.job_id)).size).toBe(all.length)
  await account.stop()
})
