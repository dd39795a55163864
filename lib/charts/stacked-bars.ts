import { type Axis, createAxis, type Tick } from './axis'

/** A bar of a chart: what stands on what, from below. */
export type Bar<Part> = { readonly key: string; readonly label: string; readonly parts: readonly Part[] }
export type BarPart = { readonly key: string; readonly value: number }

export type BarsOptions = {
  /** Height of the plot in pixels. */
  readonly height: number
  /** Most words under the plot. */
  readonly words: number
  /** Says a tick of y. */
  readonly format: (value: number) => string
}

/** A part made ready: shares of the width from the left, 0 to 1, and pixels from the top. */
export type PreparedPart<Part> = {
  readonly part: Part
  readonly top: number
  readonly height: number
}

export type PreparedBar<Part> = {
  readonly key: string
  readonly left: number
  readonly width: number
  readonly parts: readonly PreparedPart<Part>[]
}

export type PreparedBars<Part> = {
  readonly bars: readonly PreparedBar<Part>[]
  readonly x: { readonly ticks: readonly Tick[] }
  readonly y: Axis
  readonly height: number
}

/** The share of its place that a bar takes, and the most of the plot: one bar alone is a bar still. */
const FILL = 0.84
const WIDEST = 0.08
/** Pixels below which nothing would be seen of a part that is there. */
const LEAST = 1

/** Places bars side by side and their parts on each other, from zero. Parts of nothing, or less, are not drawn. */
export function prepareStackedBars<Part extends BarPart>(
  bars: readonly Bar<Part>[],
  { height, words, format }: BarsOptions,
): PreparedBars<Part> {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + Math.max(0, value), 0))
  const y = createAxis([0, ...sums], { count: 4, nice: true, fromZero: true, format })
  const place = 1 / Math.max(1, bars.length)
  const width = Math.min(FILL * place, WIDEST)
  const step = Math.max(1, Math.ceil(bars.length / words))
  return {
    bars: bars.map(({ key, parts }, index) => ({
      key,
      left: (index + 0.5) * place - width / 2,
      width,
      parts: stack(parts, y, height),
    })),
    x: {
      ticks: bars.flatMap(({ label }, index) =>
        index % step === 0 ? [{ at: (index + 0.5) * place, text: label }] : [],
      ),
    },
    y,
    height,
  }
}

function stack<Part extends BarPart>(parts: readonly Part[], y: Axis, height: number): PreparedPart<Part>[] {
  let below = 0
  const prepared: PreparedPart<Part>[] = []
  for (const part of parts) {
    if (!(part.value > 0)) continue
    const bottom = (1 - (y.toShare(below) ?? 0)) * height
    below += part.value
    const top = Math.min((1 - (y.toShare(below) ?? 0)) * height, bottom - LEAST)
    prepared.push({ part, top: round(top), height: round(bottom - top) })
  }
  return prepared
}

function round(pixels: number): number {
  return Number(pixels.toFixed(2))
}
