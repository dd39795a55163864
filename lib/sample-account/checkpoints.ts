import type { Json } from '../jobs/json'
import { toBaseModel } from './base-models'
import { DAY, formatCheckpointTime } from './beijing-time'
import { hash, toRandom, toUuid } from './random'
import type { TrainingRun } from './training-run'

const KEPT = 10

/**
 * The checkpoints that a training has left by now, in one of the three forms in which they come; an empty list for
 * models that have none. Source: "List checkpoints of a fine-tuning job", DashScope API reference.
 */
export function toCheckpointsOutput(run: TrainingRun): Json {
  const { checkpoints } = toBaseModel(run.base_model)
  const list = checkpoints && run.visibleLines > 0 ? toCheckpoints(run) : []
  const form = hash(run.seed, 4) % 4
  if (form === 0) return { checkpoints: list }
  return form === 1 ? { checkpoints: list, total: list.length } : list
}

function toCheckpoints(run: TrainingRun): Json[] {
  const epochs = Math.floor(run.progress * run.epochs)
  const kept = Math.min(epochs, KEPT)
  return Array.from({ length: kept }, (_, index) =>
    toCheckpoint(run, epochs - kept + 1 + index, index === kept - 1),
  )
}

function toCheckpoint(run: TrainingRun, epoch: number, last: boolean): Json {
  const random = toRandom(hash(run.seed, epoch, 5))
  const step = epoch * (30 + (run.seed % 170))
  const createdAt = run.startedAt + (epoch / run.epochs) * (run.endsAt - run.startedAt)
  const checkpoint = `checkpoint-${step}`
  const status = last && run.status === 'SUCCEEDED' ? 'SUCCEEDED' : toStatus(random())
  const published = status === 'SUCCEEDED'
  return {
    create_time: formatCheckpointTime(createdAt),
    full_name: `${run.job_id}${run.seed % 2 === 0 ? ':' : '-'}${checkpoint}`,
    job_id: run.job_id,
    ...(random() < 0.85 ? { checkpoint_id: toUuid(random) } : {}),
    checkpoint,
    ...(published ? { model_name: `${run.base_model}-${run.job_id}-${step}` } : {}),
    model_display_name: `${run.base_model} ${checkpoint}`,
    status,
    expire_time: formatCheckpointTime(createdAt + 15 * DAY),
    ...(run.seed % 5 === 0 ? {} : { step }),
  }
}

function toStatus(share: number): string {
  if (share < 0.6) return 'PENDING'
  if (share < 0.7) return 'PROCESSING'
  if (share < 0.9) return 'SUCCEEDED'
  return share < 0.95 ? 'FAILED' : 'UNSUPPORTED'
}
