import { type ColumnName, DEFAULT_COLUMNS } from './column-names'

/** Columns after a step of one of them, told as `earlier:usage` or `later:usage`; the same where it cannot move. */
export function moveColumn(columns: readonly ColumnName[], move: string): ColumnName[] {
  const moved = columns.length > 0 ? [...columns] : [...DEFAULT_COLUMNS]
  const [, direction, name] = /^(earlier|later):(.+)$/.exec(move) ?? []
  const from = moved.map(String).indexOf(name ?? '')
  const to = direction === 'earlier' ? from - 1 : from + 1
  const [column, other] = [moved[from], moved[to]]
  if (column === undefined || other === undefined) return moved
  moved[from] = other
  moved[to] = column
  return moved
}

/** The next step of a column that was just moved: the same one again, or the one back where it cannot go on. */
export function toNextMove(columns: readonly ColumnName[], move: string): string {
  const [direction, name] = move.split(/:(.*)/)
  const end = direction === 'earlier' ? columns[0] : columns.at(-1)
  return end === name ? `${direction === 'earlier' ? 'later' : 'earlier'}:${name}` : move
}
