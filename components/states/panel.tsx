import type { ReactNode } from 'react'

/** The place of data that are not there: why, what it means, what to do. */
export function Panel({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions?: ReactNode
}): ReactNode {
  return (
    <div className="mx-auto max-w-xl px-4 py-16 text-center">
      <h2 className="text-title font-semibold">{title}</h2>
      <div className="mt-2 grid gap-2 text-ink2">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
