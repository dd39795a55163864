/** A place and the value there, both known. */
export type KnownPoint = readonly [x: number, y: number]

/** Points as one text: React looks at every number of a list on its way to the browser, and copies a text. */
export function packPoints(points: readonly KnownPoint[]): string {
  return points.map((point) => point.join(' ')).join('\n')
}

/** Reads what {@link packPoints} writes. */
export function unpackPoints(text: string): KnownPoint[] {
  if (text === '') return []
  return text.split('\n').map((line) => {
    const [x, y] = line.split(' ').map(Number)
    return [x ?? Number.NaN, y ?? Number.NaN]
  })
}
