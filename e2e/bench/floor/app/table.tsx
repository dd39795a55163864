import type { ReactNode } from 'react'

/** Rows as a plain table. */
export function Table({ rows }: { rows: readonly (readonly string[])[] }): ReactNode {
  return (
    <table>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells[0]}>
            {cells.map((cell) => (
              <td key={cell}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
