import { spreadSides } from './awkward-sides'
import { MINUTE, SECOND } from './beijing-time'
import type { Plan } from './plan'
import type { Planner, Wish } from './planner'
import { hash } from './random'
import { toMoments } from './work-days'

/**
 * What is under way when the account starts, by minutes since its creation, and minutes that it waited; the seconds are
 * those from the start until the next change, should time go on.
 */
const UNDER_WAY = [
  { minutes: 312, status: 'RUNNING', seconds: 35 },
  { minutes: 128, status: 'RUNNING', seconds: 95, earlyOutput: true, project: 'contracts' },
  { minutes: 47, status: 'RUNNING', seconds: 170, waited: 43 },
  { minutes: 33, status: 'CANCELING', seconds: 12 },
  { minutes: 11, status: 'QUEUING', seconds: 55 },
  { minutes: 6, status: 'QUEUING', seconds: 20 },
  {
    minutes: 1,
    status: 'PENDING',
    seconds: 8,
    earlyOutput: true,
    project: 'turntable',
  },
] as const

/** The jobs of a team of eight at a moment (milliseconds since 1970, UTC), oldest first. */
export function toTeam(planner: Planner, seed: number, count: number, now: number): Plan[] {
  const current = UNDER_WAY.slice(0, Math.min(UNDER_WAY.length, Math.floor(count / 3)))
  const history = toMoments(seed, count - current.length, now - 60 * MINUTE)
  const wishes: Wish[] = history.map(({ at, seed, nightly }) => ({
    at,
    seed,
    nightly,
    endedBy: now - MINUTE,
  }))
  current.forEach((entry, index) => {
    wishes.push({
      ...entry,
      at: now - entry.minutes * MINUTE,
      seed: hash(seed, index, 7),
      ...toLife(entry, now),
    })
  })
  const plans = wishes.sort((a, b) => a.at - b.at).map((wish) => planner.plan(wish))
  spreadSides(plans.filter((plan) => plan.endsAt < now))
  return plans
}

function toLife(entry: (typeof UNDER_WAY)[number], now: number): Pick<Wish, 'life' | 'outcome'> {
  const at = now - entry.minutes * MINUTE
  const next = now + entry.seconds * SECOND
  if (entry.status === 'PENDING') {
    return {
      outcome: 'SUCCEEDED',
      life: { queuedAt: next, startedAt: next + 25 * SECOND, endsAt: next + 130 * SECOND },
    }
  }
  const queuedAt = at + 20 * SECOND
  const waited = 'waited' in entry ? entry.waited : 3
  if (entry.status === 'QUEUING') {
    return { outcome: 'SUCCEEDED', life: { queuedAt, startedAt: next, endsAt: next + 120 * SECOND } }
  }
  const outcome = entry.status === 'CANCELING' ? 'CANCELED' : 'SUCCEEDED'
  return { outcome, life: { queuedAt, startedAt: at + waited * MINUTE, endsAt: next } }
}

/** Jobs in the same rhythm that all failed, oldest first. */
export function toFailed(planner: Planner, seed: number, count: number, now: number): Plan[] {
  const moments = toMoments(seed, count, now - 60 * MINUTE).reverse()
  return moments.map((moment) => planner.plan({ ...moment, outcome: 'FAILED', endedBy: now - MINUTE }))
}

/** A single job, which succeeded the day before. */
export function toOne(planner: Planner, seed: number, now: number): Plan[] {
  return [
    planner.plan({
      at: now - 1500 * MINUTE,
      seed: hash(seed, 1),
      outcome: 'SUCCEEDED',
      endedBy: now - MINUTE,
    }),
  ]
}
