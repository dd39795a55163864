import type { ReactNode } from 'react'

/** A filter: what it is, what it is set to, a way to unset it, and its panel. Open or shut without a script. */
export function FilterGroup({
  label,
  values,
  removeHref,
  removeLabel,
  children,
}: {
  label: string
  /** What it is set to, in words; empty while it is off. */
  values: readonly string[]
  removeHref: string
  removeLabel: string
  children: ReactNode
}): ReactNode {
  const [first, ...others] = values
  const on = first !== undefined
  return (
    <div className="filter">
      <details name="filter">
        <summary className={on ? 'control on' : 'control off'}>
          {!on && <span aria-hidden="true">+</span>}
          {label}
          {on && (
            <span className="chosen">
              {first}
              {others.length > 0 && ` +${others.length}`}
            </span>
          )}
        </summary>
        <div className="panel">{children}</div>
      </details>
      {on && (
        <a href={removeHref} aria-label={removeLabel} className="remove icon-button">
          <span aria-hidden="true" className="icon icon-x" />
        </a>
      )}
    </div>
  )
}
