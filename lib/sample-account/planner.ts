import { toBaseModel } from './base-models'
import { formatBeijingTime, formatMinute, MINUTE, SECOND, toBeijingDay } from './beijing-time'
import { toFailure } from './failures'
import { PEOPLE } from './people'
import { type Outcome, type Plan, toOutput } from './plan'
import { NIGHTLY, PROJECTS, toProject } from './projects'
import { between, pick, pickWeighted, type Random, toRandom } from './random'

/** What is fixed from outside; everything else is drawn from the seed. Times in milliseconds since 1970 (UTC). */
export type Wish = {
  readonly at: number
  readonly seed: number
  readonly nightly?: boolean
  readonly outcome?: Outcome
  /** The project's slug. */
  readonly project?: string
  /** It has ended by then, at the latest. */
  readonly endedBy?: number
  /** Exact times, for a job that is watched while it runs. */
  readonly life?: { readonly queuedAt: number; readonly startedAt: number; readonly endsAt: number }
  readonly earlyOutput?: true
}

/** Draws jobs one after the other, oldest first: ids are unique, and a job may go on from an earlier one's model. */
export class Planner {
  readonly #ids = new Set<string>()
  readonly #latest = new Map<string, Plan>()

  plan(wish: Wish): Plan {
    const random = toRandom(wish.seed)
    const job_id = this.takeId(wish.at, random)
    const drawnProject = wish.nightly ? NIGHTLY : pickWeighted(random, PROJECTS)
    const project = wish.project ? toProject(wish.project) : drawnProject
    const outcome = wish.outcome ?? pickWeighted(random, OUTCOMES)
    const before = this.#latest.get(project.slug)
    const training_type = pickWeighted(random, project.types)
    const drawnModel = pickWeighted(random, project.models)
    const goesOn = random() < 0.22 && before !== undefined && before.endsAt < wish.at
    const base_model = goesOn ? before.base_model : drawnModel
    const size = toSize(random, base_model, training_type)
    const seed = Math.floor(random() * 4294967296)
    const named = wish.nightly || random() < 0.55
    const template = pick(random, project.names)
    const life = toLife(wish, random, outcome, seed, toSeconds(size, base_model))
    const plan: Plan = {
      job_id,
      seed,
      createdAt: wish.at,
      queuedAt: life.queuedAt,
      startedAt: life.startedAt,
      endsAt: life.endsAt,
      done: life.done,
      outcome,
      slug: project.slug,
      creator: PEOPLE[pick(random, project.people)],
      job_name: named ? toName(template, wish.at, base_model) : job_id,
      base_model,
      model: goesOn ? toOutput(before) : base_model,
      training_type,
      epochs: size.epochs,
      epochTokens: Math.round(size.epochTokens * life.scale),
      earlyOutput: wish.earlyOutput === true,
      side: null,
    }
    if (outcome === 'SUCCEEDED') this.#latest.set(project.slug, plan)
    return plan
  }

  /** A new id `ft-{yyyyMMddHHmm}-{4 hex}` of a moment. */
  takeId(at: number, random: Random): string {
    const minute = formatMinute(at)
    for (let number = between(random, 0, 0xffff); ; number = (number + 1) & 0xffff) {
      const job_id = `ft-${minute}-${number.toString(16).padStart(4, '0')}`
      if (this.#ids.has(job_id)) continue
      this.#ids.add(job_id)
      return job_id
    }
  }
}

const OUTCOMES: readonly (readonly [Outcome, number])[] = [
  ['SUCCEEDED', 77],
  ['FAILED', 13],
  ['CANCELED', 10],
]

type Size = { readonly epochs: number; readonly epochTokens: number }

function toSize(random: Random, base_model: string, training_type: string): Size {
  if (toBaseModel(base_model).group === 'video') {
    return { epochs: between(random, 10, 60), epochTokens: between(random, 8, 60) * 1013 }
  }
  // From 200 to 20,000 samples, the small ones likelier.
  const samples = Math.round(200 * 100 ** (random() ** 1.3))
  const epochs = training_type === 'cpt' ? between(random, 1, 2) : pick(random, [1, 2, 3, 3, 3, 4, 5])
  const length = between(random, 180, training_type === 'cpt' ? 4000 : 900)
  return { epochs, epochTokens: samples * length + between(random, 0, 99) }
}

function toSeconds({ epochs, epochTokens }: Size, base_model: string): number {
  return 240 + (epochs * epochTokens) / toBaseModel(base_model).speed
}

type Life = Pick<Plan, 'queuedAt' | 'startedAt' | 'endsAt' | 'done'> & { readonly scale: number }

function toLife(wish: Wish, random: Random, outcome: Outcome, seed: number, seconds: number): Life {
  const fraction = outcome === 'SUCCEEDED' ? 1 : 0.05 + 0.85 * random()
  // The failure is drawn as `toJob` draws it, so that the time fits the reason.
  const stage = outcome === 'FAILED' ? toFailure(toRandom(seed + 1)).stage : 'training'
  if (wish.life) {
    const share = (wish.life.endsAt - wish.life.startedAt) / (seconds * SECOND)
    return {
      ...wish.life,
      done: stage === 'training' ? fraction : 0,
      scale: Math.max(0.001, share / fraction),
    }
  }
  const queuedAt = wish.at + between(random, 3, 40) * SECOND
  const startedAt = queuedAt + Math.round(20 * 60 ** random()) * SECOND
  if (stage === 'queue' || (outcome === 'CANCELED' && random() < 0.4)) {
    const endsAt = queuedAt + Math.floor((startedAt - queuedAt) * 0.9)
    return { queuedAt, startedAt, endsAt, done: 0, scale: 1 }
  }
  if (stage === 'check') {
    return { queuedAt, startedAt, endsAt: startedAt + between(random, 20, 200) * SECOND, done: 0, scale: 1 }
  }
  const latest = wish.endedBy ?? Number.POSITIVE_INFINITY
  const endsAt = Math.min(
    startedAt + Math.round(seconds * fraction) * SECOND,
    Math.max(latest, startedAt + MINUTE),
  )
  return {
    queuedAt,
    startedAt,
    endsAt,
    done: fraction,
    scale: (endsAt - startedAt) / (seconds * fraction * SECOND),
  }
}

function toName(template: string, at: number, base_model: string): string {
  const day = toBeijingDay(at)
  return template
    .replace('{v}', String(1 + Math.floor((day % 300) / 12)))
    .replace('{md}', formatBeijingTime(at).slice(5, 10))
    .replace('{n}', String(Math.abs(day - 20_180)))
    .replace('{model}', base_model)
}
