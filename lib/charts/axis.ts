import { scaleLinear, scaleLog } from 'd3-scale'
import { type AxisEnds, isPlaceable, SMALLEST, toShare } from './place'

/** A mark of an axis: `at` is its share of the axis from the low end, 0 to 1. */
export type Tick = { readonly at: number; readonly text: string }

export type Axis = AxisEnds & {
  readonly ticks: readonly Tick[]
  /** Share of the axis from the low end, 0 to 1; `null` for what it cannot place: zero on a logarithmic one. */
  toShare(value: number): number | null
}

export type AxisOptions = {
  /** About how many ticks; fewer where the numbers make it so. */
  readonly count: number
  /** Logarithmic; where no value is above zero the axis is linear all the same. */
  readonly log?: boolean
  /** Widens the axis to round numbers. */
  readonly nice?: boolean
  /** Begins at zero, as bars must. */
  readonly fromZero?: boolean
  /** Says a tick; `step` is the distance to the next. */
  readonly format: (value: number, step: number) => string
}

/** The axis that holds all the values. Values that are no finite numbers are passed over; none at all gives 0 to 1. */
export function createAxis(values: Iterable<number>, options: AxisOptions): Axis {
  let [low, high, lowPositive] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]
  for (const value of values) {
    if (!isPlaceable(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
    if (value > SMALLEST) lowPositive = Math.min(lowPositive, value)
  }
  if (low > high) [low, high] = [0, 1]
  const log = options.log === true && high > SMALLEST && Number.isFinite(lowPositive)
  if (log) return createLogAxis(toApart(lowPositive, high), options)
  return createLinearAxis(toApart(options.fromZero ? Math.min(0, low) : low, high), options)
}

function createLinearAxis(ends: [number, number], { count, nice, format }: AxisOptions): Axis {
  const scale = scaleLinear(ends, [0, 1])
  if (nice) scale.nice(count)
  const [from = 0, to = 1] = scale.domain()
  const axis: AxisEnds = { domain: [from, to], log: false }
  return {
    ...axis,
    ticks: toTicks(scale.ticks(count), scale, format),
    toShare: (value) => toShare(axis, value),
  }
}

function createLogAxis(ends: [number, number], { count, format }: AxisOptions): Axis {
  const scale = scaleLog(ends, [0, 1])
  const all = scale.ticks(count)
  const round = all.length > count * 1.5 ? all.filter((value) => isLeading(value, [1, 2, 5])) : all
  const few = round.length > count * 1.5 ? round.filter((value) => isLeading(value, [1])) : round
  // Within a decade a logarithmic scale may have one round number or none.
  const within = scaleLinear(ends, [0, 1])
    .ticks(count)
    .filter((value) => value > 0)
  const axis: AxisEnds = { domain: ends, log: true }
  return {
    ...axis,
    ticks:
      few.length > 1
        ? few.map((value) => ({ at: scale(value), text: format(value, value) }))
        : toTicks(within, scale, format),
    toShare: (value) => toShare(axis, value),
  }
}

function toTicks(
  values: readonly number[],
  toShare: (value: number) => number,
  format: AxisOptions['format'],
): Tick[] {
  return values.map((value, index) => {
    const [before, after] = [values[index - 1], values[index + 1]]
    const step = Math.min(
      before === undefined ? Number.POSITIVE_INFINITY : value - before,
      after === undefined ? Number.POSITIVE_INFINITY : after - value,
    )
    return { at: toShare(value), text: format(value, Number.isFinite(step) ? step : Math.abs(value) || 1) }
  })
}

function isLeading(value: number, digits: readonly number[]): boolean {
  const digit = value / 10 ** Math.floor(Math.log10(value) + 1e-9)
  return digits.some((wanted) => Math.abs(digit - wanted) < 1e-6)
}

/** Two ends that are not the same, for a single value has no width. */
function toApart(low: number, high: number): [number, number] {
  if (high - low > SMALLEST && high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) return [low, high]
  const room = Math.abs(low) > SMALLEST ? Math.abs(low) / 2 : 0.5
  return [low - room, high + room]
}
