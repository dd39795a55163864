import { SECOND } from './beijing-time'
import type { Plan } from './plan'
import type { Planner } from './planner'
import { between, hash, toRandom } from './random'

const SLOT = 40 * SECOND

/**
 * Jobs that appear while somebody looks: one in most spells of 40 seconds, and each is over within minutes. They
 * follow from the seed and the time since the start alone; nothing runs between two looks.
 */
export class LiveJobs {
  readonly #planner: Planner
  readonly #seed: number
  readonly #startedAt: number
  #slot = 0

  constructor(planner: Planner, seed: number, startedAt: number) {
    this.#planner = planner
    this.#seed = seed
    this.#startedAt = startedAt
  }

  /** Those created up to a moment (milliseconds since 1970, UTC) and not yet taken, oldest first. */
  take(now: number): Plan[] {
    const plans: Plan[] = []
    for (;;) {
      const random = toRandom(hash(this.#seed, this.#slot, 40))
      const at = this.#startedAt + this.#slot * SLOT + between(random, 1, 39) * SECOND
      if (at > now) return plans
      this.#slot++
      if (random() > 0.7) continue
      const queuedAt = at + between(random, 4, 15) * SECOND
      const startedAt = queuedAt + between(random, 5, 30) * SECOND
      const endsAt = startedAt + between(random, 40, 170) * SECOND
      const seed = hash(this.#seed, this.#slot, 41)
      plans.push(this.#planner.plan({ at, seed, life: { queuedAt, startedAt, endsAt } }))
    }
  }
}
