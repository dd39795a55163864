/** Fifty rows of nine cells. */
export function toRows(name: string): string[][] {
  return Array.from({ length: 50 }, (_, row) =>
    Array.from({ length: 9 }, (_, cell) => `${name} ${row} ${cell}`),
  )
}
