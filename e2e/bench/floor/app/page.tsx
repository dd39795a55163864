import { connection } from 'next/server'
import type { ReactNode } from 'react'

const ROWS = Array.from({ length: 50 }, (_, row) => Array.from({ length: 9 }, (_, cell) => `${row} ${cell}`))

/** A dynamic page that does nothing: fifty rows of nine cells. */
export default async function Page(): Promise<ReactNode> {
  await connection()
  return (
    <table>
      <tbody>
        {ROWS.map((cells) => (
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
