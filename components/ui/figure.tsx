import type { ReactNode } from 'react'

/** A figure of a strip of totals, with what lies behind it one click away. */
export function Figure({
  label,
  href,
  value,
  unit = '',
  shape,
  children,
}: {
  label: string
  href: string
  value: string
  unit?: string
  /** Of a status, before the label. */
  shape?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <div>
      <h2>
        {shape}
        {label}
      </h2>
      <a href={href} aria-label={`${label}: ${value} ${unit}`.trim()} className="figure">
        {value} {unit && <span>{unit}</span>}
      </a>
      <p>{children}</p>
    </div>
  )
}
