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
