import type { Reader } from '@/lib/format/reader'
import type { CompareRow } from '@/lib/jobs/compare'
import type { Json } from '@/lib/jobs/json'
import type { MessageKey } from '@/lib/messages/translator'
import { toStatusLabel } from '../job/status-label'

/** What a known value reads as: results in the reader's form, everything else as it was sent. */
export function toValueText(
  { group, name }: Pick<CompareRow, 'group' | 'name'>,
  value: Json,
  reader: Reader,
): string {
  if (group === 'result' && name === 'status') return toStatusLabel(String(value), reader.t)
  if (group === 'result' && name === 'duration') return reader.duration(Number(value))
  if (group === 'result') return reader.number(Number(value))
  if (isCost({ group, name })) return toCostText(value, reader)
  if (Array.isArray(value)) return value.map(toPlain).join(', ') || reader.t('job.none')
  return toPlain(value)
}

/** Whether a row is what the jobs cost by our estimate, and no hyper-parameter of that name. */
export function isCost({ group, name }: Pick<CompareRow, 'group' | 'name'>): boolean {
  return group === 'fact' && name === 'cost'
}

function toCostText(value: Json, { t, money }: Reader): string {
  const { state, amount, currency } = value as { [name: string]: string }
  return state === 'priced' ? money(amount ?? '', currency ?? '') : t(`cost.none.${state}` as MessageKey)
}

function toPlain(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The name of a row in words; a hyper-parameter is its own. */
export function toRowLabel({ group, name }: Pick<CompareRow, 'group' | 'name'>, { t }: Reader): string {
  if (group === 'hyper_parameter') return name
  if (isCost({ group, name })) return t('jobs.column.cost')
  return t((group === 'result' ? `compare.result.${name}` : `field.${name}`) as MessageKey)
}

/** Best and worst in the words of their row; '' where a cell is neither. */
export function toMarkText(name: string, mark: CompareRow['marks'][number], { t }: Reader): string {
  return mark ? t(`compare.mark.${name}.${mark}` as MessageKey) : ''
}

/** The comparison as rows of texts, the first with the names of the jobs; to be copied. */
export function toTextRows(
  names: readonly string[],
  rows: readonly CompareRow[],
  reader: Reader,
): string[][] {
  return [
    ['', ...names],
    ...rows.map((row) => [
      toRowLabel(row, reader),
      ...row.cells.map((cell, index) => {
        if (cell.state !== 'known') return reader.t(`compare.${cell.state}`)
        const mark = toMarkText(row.name, row.marks[index] ?? null, reader)
        return `${toValueText(row, cell.value, reader)}${mark && ` (${mark})`}`
      }),
    ]),
  ]
}
