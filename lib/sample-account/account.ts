import { type Job, toText } from '../jobs/job'
import { parseDashScopeTime } from '../jobs/time'
import { SECOND } from './beijing-time'
import { DOCUMENT_NOW, toDocumentJobs } from './document-scenario'
import { type Fields, toGivenJob, withFields } from './given-job'
import { LiveJobs } from './live-jobs'
import type { Plan } from './plan'
import { Planner } from './planner'
import { hash, type Random, toRandom } from './random'
import { toFailed, toOne, toTeam } from './team-scenario'
import { toJob } from './to-job'

export type Scenario = 'team' | 'document' | 'empty' | 'one' | 'failed'

export type AccountOptions = {
  readonly jobs: number
  readonly seed: number
  readonly scenario: Scenario
  readonly clock: () => number
  readonly live: boolean
}

/** A job of the account: planned, or given as it is, and what was changed since. */
type Entry = {
  readonly job_id: string
  readonly createdAt: number
  readonly plan?: Plan
  readonly given?: Job
  fields?: Fields
}

export type Page = { readonly total: number; readonly jobs: Job[] }

/** The jobs of a simulated account. What they are at a moment follows from the seed, the clock and what was given. */
export class Account {
  /** Oldest first, so that a new one is appended. */
  readonly #entries: Entry[] = []
  readonly #byId = new Map<string, Entry>()
  /** What a filter by model gave, until something changes. */
  readonly #byModel = new Map<string, readonly Entry[]>()
  readonly #planner = new Planner()
  readonly #random: Random
  readonly #clock: () => number
  readonly #startedAt: number
  readonly #live: LiveJobs | null
  #latest: number

  constructor({ jobs, seed, scenario, clock, live }: AccountOptions) {
    this.#random = toRandom(hash(seed, 99))
    this.#clock = clock
    // In whole seconds, as the times of jobs are written, so that the order is that of what is read.
    this.#startedAt = scenario === 'document' ? DOCUMENT_NOW : Math.floor(clock() / SECOND) * SECOND
    this.#latest = this.#startedAt
    this.#live = live && scenario !== 'document' ? new LiveJobs(this.#planner, seed, this.#startedAt) : null
    if (scenario === 'document') for (const job of toDocumentJobs()) this.#insertGiven(job)
    if (scenario === 'team') this.#insertPlans(toTeam(this.#planner, seed, jobs, this.#startedAt))
    if (scenario === 'failed') this.#insertPlans(toFailed(this.#planner, seed, jobs, this.#startedAt))
    if (scenario === 'one') this.#insertPlans(toOne(this.#planner, seed, this.#startedAt))
  }

  /** The moment that the account shows, in milliseconds since 1970 (UTC); it stands still unless it is live. */
  now(): number {
    if (!this.#live) return this.#startedAt
    this.#latest = Math.max(this.#latest, this.#clock())
    this.#insertPlans(this.#live.take(this.#latest))
    return this.#latest
  }

  /** A page of the list, newest first; `model` keeps the jobs of which it is the model or the base model. */
  page(pageNo: number, pageSize: number, model: string | null): Page {
    const now = this.now()
    const entries = model === null ? this.#entries : this.#basedOn(model)
    const end = entries.length - (pageNo - 1) * pageSize
    const chosen = entries.slice(Math.max(0, end - pageSize), Math.max(0, end)).reverse()
    return { total: entries.length, jobs: chosen.map((entry) => show(entry, now)) }
  }

  /** All jobs, newest first. */
  jobs(): Job[] {
    const now = this.now()
    return this.#entries.map((entry) => show(entry, now)).reverse()
  }

  job(job_id: string): Job | null {
    const now = this.now()
    const entry = this.#byId.get(job_id)
    return entry ? show(entry, now) : null
  }

  /** The plan of a job that was not given. */
  plan(job_id: string): Plan | null {
    return this.#byId.get(job_id)?.plan ?? null
  }

  add(fields: Fields): Job {
    this.now()
    const written = parseDashScopeTime(fields.create_time)
    const createdAt = written ?? Math.max(this.#clock(), this.#newest())
    const job_id = toText(fields.job_id) || this.#planner.takeId(createdAt, this.#random)
    const job = toGivenJob(fields, job_id, createdAt, this.#random)
    this.#insertGiven(job, createdAt)
    return job
  }

  update(job_id: string, fields: Fields): void {
    const entry = this.#find(job_id)
    this.#byModel.clear()
    entry.fields = { ...entry.fields, ...fields, job_id }
  }

  remove(job_id: string): void {
    const entry = this.#find(job_id)
    this.#byId.delete(job_id)
    this.#byModel.clear()
    this.#entries.splice(this.#entries.indexOf(entry), 1)
  }

  #basedOn(model: string): readonly Entry[] {
    const known = this.#byModel.get(model)
    if (known) return known
    const entries = this.#entries.filter((entry) => isBasedOn(entry, model))
    this.#byModel.set(model, entries)
    return entries
  }

  #find(job_id: string): Entry {
    const entry = this.#byId.get(job_id)
    if (!entry) throw new Error(`The sample account has no job ${job_id}`)
    return entry
  }

  #newest(): number {
    return this.#entries.at(-1)?.createdAt ?? Number.NEGATIVE_INFINITY
  }

  #insertGiven(given: Job, createdAt = parseDashScopeTime(given.create_time) ?? this.#clock()): void {
    this.#insert({ job_id: given.job_id, createdAt, given })
  }

  #insertPlans(plans: readonly Plan[]): void {
    for (const plan of plans) this.#insert({ job_id: plan.job_id, createdAt: plan.createdAt, plan })
  }

  #insert(entry: Entry): void {
    if (this.#byId.has(entry.job_id)) throw new Error(`The sample account has a job ${entry.job_id} already`)
    this.#byId.set(entry.job_id, entry)
    this.#byModel.clear()
    let at = this.#entries.length
    while (at > 0 && (this.#entries[at - 1]?.createdAt ?? 0) > entry.createdAt) at--
    this.#entries.splice(at, 0, entry)
  }
}

function show(entry: Entry, now: number): Job {
  const job = entry.plan ? toJob(entry.plan, now) : { ...entry.given, job_id: entry.job_id }
  return entry.fields ? withFields(job, entry.fields) : job
}

function isBasedOn(entry: Entry, model: string): boolean {
  const { plan, fields } = entry
  if (plan && !fields) return plan.model === model || plan.base_model === model
  const job = show(entry, 0)
  return job.model === model || job.base_model === model
}
