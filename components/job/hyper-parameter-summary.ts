import { type Job, toHyperParameters, toText } from '@/lib/jobs/job'

/** What tells runs of one model apart first; `hp.*` messages hold the short words for them. */
const TELLING = ['n_epochs', 'learning_rate', 'batch_size', 'lora_rank', 'beta', 'max_length'] as const

export type SummarisedParameter = { name: string; value: string }

/** The first three of the telling hyper-parameters that a job declares, then others; values as they were sent. */
export function toHyperParameterSummary(job: Job): SummarisedParameter[] {
  const declared = toHyperParameters(job)
  const names = [...TELLING.filter((name) => name in declared), ...Object.keys(declared)]
  return [...new Set(names)]
    .map((name) => ({ name, value: toText(declared[name]) }))
    .filter(({ value }) => value !== '')
    .slice(0, 3)
}
