import type { ReactNode } from 'react'

/** A figure of a strip of totals, with what lies behind it one click away. */
export function Figure({
  label,
  href,
  value,
  unit = '',
  shape,
  beside,
  children,
}: {
  label: string
  href: string
  value: string
  unit?: string
  /** Of a status, before the label. */
  shape?: ReactNode
  /** In the line of the value. */
  beside?: ReactNode
  children: ReactNode
}): ReactNode {
  const figure = (
    <a href={href} aria-label={`${label}: ${value} ${unit}`.trim()} className="figure">
      {value} {unit && <span>{unit}</span>}
    </a>
  )
  return (
    <div>
      <h2>
        {shape}
        {label}
      </h2>
      {beside ? (
        <div>
          {figure}
          <p>{beside}</p>
        </div>
      ) : (
        figure
      )}
      <p>{children}</p>
    </div>
  )
}
