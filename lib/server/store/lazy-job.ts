import 'server-only'
import type { DerivedFields, Job, MirroredJob } from '@/lib/jobs/job'

/** Where the text of a job stands: from the first byte to after the last. */
type Place = { readonly bytes: Buffer; readonly from: number; readonly end: number }

/**
 * A job whose text is parsed when somebody asks for it: of 100,000 a page shows 50, and texts take less memory than
 * objects do. One whose text is damaged has nothing but what was derived of it, until DashScope lists it again.
 */
export function createLazyJob(derived: DerivedFields, deletedAt: number | null, place: Place): MirroredJob {
  return new LazyJob(derived, deletedAt, place)
}

class LazyJob implements MirroredJob {
  readonly job_id: string
  declare readonly source?: string
  readonly job_name: string
  readonly status: string
  readonly base_model: string
  readonly model: string
  readonly training_type: string
  readonly creator: string
  readonly usage: number | null
  readonly createdAt: number | null
  readonly endedAt: number | null
  readonly durationSeconds: number | null
  readonly deletedAt: number | null
  readonly log = null
  readonly #bytes: Buffer
  readonly #from: number
  readonly #end: number

  constructor(derived: DerivedFields, deletedAt: number | null, place: Place) {
    this.job_id = derived.job_id
    this.job_name = derived.job_name
    this.status = derived.status
    this.base_model = derived.base_model
    this.model = derived.model
    this.training_type = derived.training_type
    this.creator = derived.creator
    this.usage = derived.usage
    this.createdAt = derived.createdAt
    this.endedAt = derived.endedAt
    this.durationSeconds = derived.durationSeconds
    this.deletedAt = deletedAt
    this.#bytes = place.bytes
    this.#from = place.from
    this.#end = place.end
  }

  get job(): Job {
    try {
      const job: Job = JSON.parse(this.#bytes.toString('utf8', this.#from, this.#end))
      if (job.job_id === this.job_id) return job
    } catch {
      // Below.
    }
    const { job_id, job_name, status, model, base_model, training_type, creator } = this
    return { job_id, job_name, status, model, base_model, training_type, creator }
  }
}
