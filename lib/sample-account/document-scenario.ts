import { type Job, toText } from '../jobs/job'
import type { Json } from '../jobs/json'
import { DAY, formatBeijingTime, formatMinute, HOUR, MINUTE } from './beijing-time'
import { hash, toRandom, toUuid } from './random'

/** The moment of the document's account: 2024-11-20 18:00 in Beijing, in milliseconds since 1970 (UTC). */
export const DOCUMENT_NOW = Date.UTC(2024, 10, 20, 10)

/**
 * An account in which page 2 of `model=qwen3-14b` is the example of "List fine-tuning jobs", DashScope API reference:
 * its two jobs as they stand there, ten newer ones of the same model, and eight of other models. Oldest first.
 */
export function toDocumentJobs(): Job[] {
  const others = ['qwen3-32b', 'qwen3-8b', 'qwen3-4b-instruct-2507', 'qwen3-vl-8b']
  const newer = Array.from({ length: 18 }, (_, index) => {
    const model = index < 10 ? 'qwen3-14b' : (others[index % others.length] ?? 'qwen3-8b')
    const createdAt = DOCUMENT_NOW - 20 * DAY + ((index * 7) % 18) * DAY + index * 11 * MINUTE
    return toFinishedJob(model, createdAt, index)
  })
  return [toCanceledExample(), toSucceededExample(), ...newer].sort((a, b) =>
    toText(a.create_time) < toText(b.create_time) ? -1 : 1,
  )
}

function toSucceededExample(): Job {
  return {
    job_id: 'ft-202410291653-1c7f',
    job_name: 'ft-202410291653-1c7f',
    status: 'SUCCEEDED',
    finetuned_output: 'qwen3-14b-suffix-ft-202410291653-1c7f',
    model: 'qwen3-14b',
    base_model: 'qwen3-14b',
    training_file_ids: ['976bd01a-f30b-4414-86fd-50c54486e3ef'],
    validation_file_ids: [],
    hyper_parameters: toExampleValues(),
    training_type: 'sft',
    create_time: '2024-10-29 16:53:53',
    ...toExampleAccount(),
    end_time: '2024-10-29 17:11:26',
    group: 'llm',
    usage: 279808,
  }
}

function toCanceledExample(): Job {
  return {
    job_id: 'ft-202410291512-1851',
    job_name: 'ft-202410291512-1851',
    status: 'CANCELED',
    model: 'qwen3-14b',
    base_model: 'qwen3-14b',
    training_file_ids: ['86a9fe7f-dd77-43b0-9834-2170e12339ec', '03ead352-6190-4328-8016-61821c23d4fc'],
    validation_file_ids: [],
    hyper_parameters: toExampleValues(),
    code: '1',
    training_type: 'sft',
    create_time: '2024-10-29 15:12:00',
    ...toExampleAccount(),
    end_time: '2024-10-29 15:16:00',
    group: 'llm',
    usage: 0,
  }
}

function toFinishedJob(model: string, createdAt: number, index: number): Job {
  const random = toRandom(hash(2024, index))
  const job_id = `ft-${formatMinute(createdAt)}-${(0x2a10 + index * 331).toString(16)}`
  return {
    ...toSucceededExample(),
    job_id,
    job_name: job_id,
    finetuned_output: `${model}-suffix-${job_id}`,
    model,
    base_model: model,
    training_file_ids: [toUuid(random)],
    create_time: formatBeijingTime(createdAt),
    end_time: formatBeijingTime(createdAt + HOUR / 2 + index * MINUTE),
    usage: 279808 + index * 15_360,
  }
}

function toExampleValues(): { [name: string]: Json } {
  return {
    n_epochs: 3,
    batch_size: 32,
    max_length: 8192,
    learning_rate: '1.6e-5',
    lr_scheduler_type: 'linear',
    split: 0.9,
  }
}

function toExampleAccount(): { [field: string]: Json } {
  const id = '1396993924585947'
  return { workspace_id: 'llm-v71tlv***', user_identity: id, modifier: id, creator: id }
}
