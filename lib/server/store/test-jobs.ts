import 'server-only'
import type { Job } from '@/lib/jobs/job'

/** For stores that nobody watches. */
export const silentLog = { info() {}, warn() {}, error() {} }

/** Jobs of about the size of real ones; the same ones again for the same numbers. */
export function toJobs(count: number, first = 0): Job[] {
  return Array.from({ length: count }, (_, at) => toJob(first + at))
}

function toJob(number: number): Job {
  const running = number % 50 === 0
  return {
    job_id: `ft-2026${String(10_000_000 - number)}-${((number * 7919) % 65_536).toString(16)}`,
    job_name: `job number ${number}`,
    status: running ? 'RUNNING' : number % 9 ? 'SUCCEEDED' : 'FAILED',
    finetuned_output: `qwen3-14b-ft-2026-${number}`,
    model: 'qwen3-14b',
    base_model: 'qwen3-14b',
    training_file_ids: ['3f0a0b1e-1d2c-4a3b-9c8d-aaaabbbbcccc'],
    validation_file_ids: [],
    hyper_parameters: {
      n_epochs: 3,
      batch_size: 16,
      learning_rate: '1.6e-5',
      split: 0.9,
      warmup_ratio: 0.05,
      eval_steps: 50,
      lr_scheduler_type: 'linear',
      max_length: 8192,
      lora_rank: 8,
      lora_alpha: 32,
      lora_dropout: 0.1,
    },
    training_type: 'efficient_sft',
    create_time: '2026-01-01 00:00:00',
    workspace_id: 'llm-0123456789abcdef',
    user_identity: '1234567890123456',
    modifier: 'alice@example.com',
    creator: 'alice@example.com',
    ...(running ? {} : { end_time: '2026-01-01 05:00:00' }),
    group: 'llm',
    usage: 1_234_567 + number,
  }
}
