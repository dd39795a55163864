import type { ReactNode } from 'react'
import type { NumberRow } from '@/lib/charts/number-rows'
import type { Reader } from '@/lib/format/reader'

/** The numbers of a chart, for whoever cannot see it or wants them exactly. */
export function NumbersTable({
  caption,
  xLabel,
  labels,
  rows,
  reader,
}: {
  caption: string
  xLabel: string
  labels: readonly string[]
  rows: readonly NumberRow[]
  reader: Reader
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="relative mt-1 max-h-80 overflow-auto">
      <table aria-label={caption} className="numbers-table">
        <thead>
          <tr>
            {[xLabel, ...labels].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ x, values }) => (
            <tr key={x}>
              <th scope="row">{reader.number(x)}</th>
              {values.map((value, index) => (
                <td key={labels[index]}>
                  {value === undefined ? '' : value === null ? '–' : reader.number(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
