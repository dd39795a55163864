import type { ReactNode } from 'react'

/** The least that Next needs, to hold the board's figures against. */
export default function Layout({ children }: { children: ReactNode }): ReactNode {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
