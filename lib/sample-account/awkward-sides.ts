import type { Job } from '../jobs/job'
import type { Json } from '../jobs/json'
import type { Plan, Side } from './plan'

/**
 * What a real account holds and no example shows: odd types, absent fields, values never heard of, hostile text.
 * Each stands in a few jobs of an account. Source: "Query a fine-tuning job", DashScope API reference, and the
 * official SDKs.
 */
const AWKWARD_SIDES: readonly Side[] = [
  { name: 'usage as text', fits: succeeded, apply: (job) => set(job, 'usage', String(job.usage)) },
  { name: 'numbers as text', fits: tuned, apply: (job) => mapValues(job, (value) => String(value)) },
  { name: 'no hyper_parameters', fits: always, apply: (job) => drop(job, 'hyper_parameters') },
  { name: 'no end_time', fits: always, apply: (job) => drop(job, 'end_time') },
  { name: 'no training_file_ids', fits: always, apply: (job) => drop(job, 'training_file_ids') },
  { name: 'no job_name', fits: unnamed, apply: (job) => drop(job, 'job_name') },
  { name: 'no base_model', fits: fromBase, apply: (job) => drop(job, 'base_model') },
  { name: 'no creator', fits: always, apply: (job) => drop(job, 'creator', 'modifier') },
  { name: 'no usage', fits: succeeded, apply: (job) => drop(job, 'usage') },
  { name: 'suspended', fits: canceled, apply: (job) => toUnfinished(job, 'SUSPENDED') },
  { name: 'archiving', fits: canceled, apply: (job) => toUnfinished(job, 'ARCHIVING') },
  { name: 'pg_opd', fits: tuned, apply: (job) => set(job, 'training_type', 'pg_opd') },
  { name: 'grpo_x', fits: tuned, apply: (job) => set(job, 'training_type', 'grpo_x') },
  {
    name: 'list among hyper_parameters',
    fits: (plan) => tuned(plan) && plan.training_type === 'efficient_sft',
    apply: (job) => addValue(job, 'target_modules', ['q_proj', 'k_proj', 'v_proj', 'o_proj']),
  },
  {
    name: 'object among hyper_parameters',
    fits: tuned,
    apply: (job) => addValue(job, 'scheduler', { type: 'cosine', min_lr: '1e-7', cycles: [1, 2] }),
  },
  { name: 'boolean among hyper_parameters', fits: tuned, apply: (job) => addValue(job, 'freeze_vit', true) },
  {
    name: 'resumed',
    fits: tuned,
    apply: (job) => addValue(job, 'resume_from_checkpoint', 'ft-202601051012-09ab:checkpoint-400'),
  },
  { name: 'unknown fields', fits: always, apply: toExtraFields },
  { name: 'training_datasets', fits: tuned, apply: toDatasets },
  { name: 'model_name', fits: succeeded, apply: (job) => set(job, 'model_name', `${job.job_name} (final)`) },
  { name: 'null where text was promised', fits: unnamed, apply: (job) => set(job, 'message', null) },
  { name: 'very long name', fits: always, apply: (job) => set(job, 'job_name', LONG_NAME) },
  { name: 'markup', fits: succeeded, once: true, apply: (job) => set(job, 'job_name', MARKUP_NAME) },
  {
    name: 'right to left',
    fits: always,
    once: true,
    apply: (job) => set(job, 'job_name', 'تحسين نبرة الدعم v3'),
  },
  {
    name: 'direction override',
    fits: always,
    once: true,
    apply: (job) => set(job, 'job_name', 'eval \u202egpj.cod\u202c'),
  },
  {
    name: 'emoji',
    fits: always,
    once: true,
    apply: (job) => set(job, 'job_name', '🚀 final-final 👩🏽‍💻 v2'),
  },
  { name: 'formula', fits: always, once: true, apply: (job) => set(job, 'job_name', '=SUM(1+1)*cmd|x') },
  { name: 'gmt_create', fits: succeeded, once: true, apply: toOldTimes },
]

const MARKUP_NAME = '<script>alert(1)</script><img src=x onerror=alert(1)>'
const LONG_NAME = `sweep_${Array.from({ length: 24 }, (_, index) => `lr${index + 1}e-6_r${8 * (index + 1)}`).join('_')}`

/** Gives each side to jobs that it fits, spread over the whole list (oldest first): 3 each among 480. */
export function spreadSides(plans: readonly Plan[]): void {
  const often = Math.max(1, Math.round(plans.length / 160))
  AWKWARD_SIDES.forEach((side, rank) => {
    const times = side.once ? 1 : often
    for (let turn = 0; turn < times; turn++) {
      const from =
        side.name === 'gmt_create'
          ? 0
          : Math.floor(((turn + rank / AWKWARD_SIDES.length) / times) * plans.length)
      const plan = findFrom(plans, from, side)
      if (plan) plan.side = side
    }
  })
}

function findFrom(plans: readonly Plan[], from: number, side: Side): Plan | undefined {
  for (let step = 0; step < plans.length; step++) {
    const plan = plans[(from + step) % plans.length]
    if (plan && !plan.side && side.fits(plan)) return plan
  }
  return undefined
}

function always(): boolean {
  return true
}

function succeeded(plan: Plan): boolean {
  return plan.outcome === 'SUCCEEDED'
}

function canceled(plan: Plan): boolean {
  return plan.outcome === 'CANCELED'
}

function fromBase(plan: Plan): boolean {
  return plan.model === plan.base_model
}

function unnamed(plan: Plan): boolean {
  return plan.job_name === plan.job_id
}

function tuned(plan: Plan): boolean {
  return plan.training_type !== 'reinforcement' && !plan.base_model.startsWith('wan')
}

function set(job: Job, field: string, value: Json): void {
  job[field] = value
}

function drop(job: Job, ...fields: readonly string[]): void {
  for (const field of fields) delete job[field]
}

function toValues(job: Job): { [name: string]: Json } {
  const values = job.hyper_parameters
  return values && typeof values === 'object' && !Array.isArray(values) ? values : {}
}

function mapValues(job: Job, change: (value: Json) => Json): void {
  const changed = Object.entries(toValues(job)).map(([name, value]) => [name, change(value)])
  job.hyper_parameters = Object.fromEntries(changed)
}

function addValue(job: Job, name: string, value: Json): void {
  job.hyper_parameters = { ...toValues(job), [name]: value }
}

function toUnfinished(job: Job, status: string): void {
  job.status = status
  drop(job, 'end_time', 'usage', 'code')
}

function toExtraFields(job: Job): void {
  job.priority = 'NORMAL'
  job.resource_spec = { quota: 'shared', cards: 8 }
  job.tags = ['sample']
}

function toDatasets(job: Job): void {
  const ids = Array.isArray(job.training_file_ids) ? job.training_file_ids : []
  job.training_datasets = ids.map((file_id) => ({ data_source_type: 'file_id', file_id }))
  drop(job, 'training_file_ids', 'validation_file_ids')
}

function toOldTimes(job: Job): void {
  if (job.create_time !== undefined) job.gmt_create = job.create_time
  if (job.end_time !== undefined) job.gmt_modified = job.end_time
  drop(job, 'create_time')
}
