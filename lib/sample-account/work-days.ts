import { DAY, HOUR, MINUTE, SECOND, toBeijingDay, toDayStart } from './beijing-time'
import { between, hash, pickWeighted, toRandom } from './random'

/** A moment at which somebody started a job, or the scheduler did at night. */
export type Moment = { readonly at: number; readonly seed: number; readonly nightly: boolean }

/** Sunday to Saturday. */
const DAY_WEIGHTS = [0.15, 1, 1.1, 1.1, 1.05, 0.9, 0.3]
const MEAN_WEIGHT = 0.8
const HOUR_WEIGHTS: readonly (readonly [number, number])[] = [
  [9, 6],
  [10, 12],
  [11, 11],
  [12, 3],
  [13, 4],
  [14, 11],
  [15, 12],
  [16, 11],
  [17, 9],
  [18, 5],
  [19, 4],
  [20, 4],
  [21, 3],
  [22, 2],
  [23, 1],
]

/**
 * The last `count` moments before `until`, newest first, with the rhythm of working weeks in Beijing: 480 in about
 * 120 days, more in a longer time and more a day. A day's moments depend on the seed and its date alone, so that
 * an account that is started again the next day has nearly the same jobs.
 */
export function toMoments(seed: number, count: number, until: number): Moment[] {
  const days = 120 * Math.sqrt(Math.max(count, 30) / 480)
  const perDay = Math.max(count, 30) / days / MEAN_WEIGHT
  const moments: Moment[] = []
  for (let day = toBeijingDay(until); moments.length < count; day--) {
    for (const moment of toDayMoments(seed, day, perDay)) {
      if (moment.at < until && moments.length < count) moments.push(moment)
    }
  }
  return moments
}

function toDayMoments(seed: number, day: number, perDay: number): Moment[] {
  const random = toRandom(hash(seed, day))
  const weekday = new Date(day * DAY).getUTCDay()
  const count = Math.floor(perDay * (DAY_WEIGHTS[weekday] ?? 1) * (0.6 + 0.8 * random()) + random())
  const start = toDayStart(day)
  const moments = Array.from({ length: count }, (_, index): Moment => {
    const nightly = random() < 0.12
    const hour = nightly ? 2 : pickWeighted(random, HOUR_WEIGHTS)
    const minute = between(random, 0, nightly ? 9 : 59)
    const at = start + hour * HOUR + minute * MINUTE + between(random, 0, 59) * SECOND
    return { at, seed: hash(seed, day, index), nightly }
  })
  return moments.sort((a, b) => b.at - a.at)
}
