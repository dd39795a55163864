import fc from 'fast-check'
import { type Job, type MirroredJob, toMirroredJob } from './job'
import { DELETED_CHOICES, isSort, type JobsQuery, SORT_FIELDS, toFilterValues } from './query'

/** The moment that tests take for now: 2026-11-24 04:00 in Beijing. */
export const TEST_NOW = Date.parse('2026-11-23T20:00:00Z')

const models = ['qwen3-14b', 'qwen3-32b', 'qwen-plus', 'ft-model-😀', 'ft-model-\uff01', '']
const statuses = ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'NEW_ONE']
const types = ['sft', 'dpo_lora', 'cpt', '']
const creators = ['1396993924585947', '2000000000000001', '']
const names = ['nightly', 'Support Tone v8', '客服问答 第二批', '😀 b', '\uff01 a']
/** Of a board with two accounts, in which ids meet. */
export const SOURCES = ['beijing', 'intl'] as const
const files = ['976bd01a-f30b', '0b1c', 'file-ft-3']
const times = [
  '2026-11-23 16:53:53',
  '2026-11-23 17:11:26',
  '2026-11-22 00:00:00',
  '2026-11-24 00:00:00',
  '2026-10-01T08:00:00',
]

/** Jobs with few different values, so that filters, ties and absent fields meet often. */
const loss = fc.option(fc.constantFrom(0.4, 0.55, 0.6, 1.25))
const figures = fc.record({
  best_eval_loss: loss,
  final_loss: loss,
  steps: fc.option(fc.integer({ min: 1, max: 9 })),
})

const outlook = fc.integer({ min: -2, max: 9 }).map((minutes) => ({
  startedAt: TEST_NOW - 3_600_000,
  expectedEndAt: TEST_NOW + 60_000 * minutes,
}))

export const arbitraryJob: fc.Arbitrary<MirroredJob> = fc
  .record(
    {
      job_id: fc
        .tuple(fc.constantFrom('ft-2026', 'ft-😀', 'ft-\uff01'), fc.integer({ min: 0, max: 40 }))
        .map((parts) => parts.join('-')),
      job_name: fc.constantFrom(...names),
      status: fc.constantFrom(...statuses),
      model: fc.constantFrom(...models),
      base_model: fc.constantFrom(...models),
      training_type: fc.constantFrom(...types),
      creator: fc.constantFrom(...creators),
      usage: fc.constantFrom(0, 279808, 12, '279808'),
      create_time: fc.constantFrom(...times),
      end_time: fc.constantFrom(...times),
      finetuned_output: fc.constantFrom('qwen3-14b-ft-2026-7', 'out'),
      message: fc.constantFrom('line 17: no role', 'Only 20 fine-tune job'),
      code: fc.constantFrom('InvalidParameter', '1'),
      training_file_ids: fc.subarray(files),
      training_datasets: fc.constantFrom([{ data_source_type: 'file_id', file_id: 'ds-9' }]),
      hyper_parameters: fc.record(
        {
          learning_rate: fc.constantFrom('1.6e-5', 2e-5, '2e-5', 0.0001),
          n_epochs: fc.constantFrom(1, 3, '3'),
          lr_scheduler_type: fc.constantFrom('cosine', 'Linear'),
          target_modules: fc.constantFrom(['q_proj', 'v_proj']),
          freeze_vit: fc.boolean(),
          absent: fc.constant(null),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['job_id'] },
  )
  .chain((job) =>
    fc
      .tuple(fc.option(fc.constant(TEST_NOW), { freq: 4 }), fc.option(figures), fc.option(outlook))
      .map(([at, log, expected]) => {
        const entry = toMirroredJob(job as Job, at, log)
        return expected && entry.status === 'RUNNING' ? { ...entry, outlook: expected } : entry
      }),
  )

/** The same of a board that shows two accounts: each job says which is its own. */
export const arbitrarySourcedJob: fc.Arbitrary<MirroredJob> = fc
  .tuple(arbitraryJob, fc.constantFrom(...SOURCES))
  .map(([entry, source]) => ({ ...entry, source }))

const bound = fc.constantFrom(
  '',
  '',
  'today',
  '-24h',
  '-7d',
  '-1d',
  '2026-11-22',
  '2026-11-23T09:11:26Z',
  '2026-10-01',
)

const words = [
  'ft-2026',
  'QWEN3',
  '客服',
  '0b1c',
  'ds-9',
  'only',
  'learning_rate',
  'learning_rate=2e-5',
  'learning_rate=0.00002..0.00005',
  'n_epochs>=3',
  'n_epochs<3',
  'lr_scheduler_type=COSINE',
  'lr_scheduler_type>d',
  'usage>12',
  'usage=0..279808',
  'duration>5m',
  'duration=0..2h',
  'duration<=17m33s',
  'no_such=1',
  'best_eval_loss<0.6',
  'final_loss=0.4..0.55',
  'steps>=5',
  'n_epochs=',
  'absent=null',
  'lin',
  'teammate',
  'q_proj',
]

export const arbitraryQuery: fc.Arbitrary<JobsQuery> = fc.record({
  page_no: fc.integer({ min: 1, max: 4 }),
  page_size: fc.constantFrom(1, 3, 10, 100),
  model: fc
    .subarray([...models.slice(0, 5), 'none'], { maxLength: 2 })
    .map((values) => toFilterValues('model', values)),
  status: fc
    .subarray([...statuses, 'NONE'], { maxLength: 3 })
    .map((values) => toFilterValues('status', values)),
  training_type: fc
    .subarray(types, { maxLength: 2 })
    .map((values) => toFilterValues('training_type', values)),
  creator: fc.subarray(creators, { maxLength: 1 }).map((values) => toFilterValues('creator', values)),
  source: fc.constant([]),
  created_from: bound,
  created_to: bound,
  q: fc.subarray(words, { maxLength: 2 }).map((chosen) => chosen.join(' ')),
  sort: fc.constantFrom(
    ...[...SORT_FIELDS, 'hp.learning_rate', 'hp.N_epochs', 'hp.lr_scheduler_type', 'hp.none']
      .flatMap((field) => [field, `-${field}`])
      .filter(isSort),
  ),
  deleted: fc.constantFrom(...DELETED_CHOICES),
  columns: fc.constant([]),
})

/** A query of a board that shows several accounts. */
export const arbitrarySourcedQuery: fc.Arbitrary<JobsQuery> = fc
  .tuple(arbitraryQuery, fc.subarray([...SOURCES, 'none'], { maxLength: 2 }))
  .map(([query, sources]) => ({ ...query, source: toFilterValues('source', sources) }))
