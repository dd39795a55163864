import { ChevronDown, X } from 'lucide-react'
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
  const on = values.length > 0
  return (
    <div className="relative flex items-center phone:block">
      <details name="filter" className="filter">
        <summary
          className={`control ${on ? 'pr-8 phone:pr-3.5' : 'border-dashed'} phone:w-full phone:justify-start`}
        >
          {!on && <span aria-hidden="true">+</span>}
          {label}
          {on && (
            <span className="max-w-44 truncate rounded-[5px] bg-accent-ground px-1.5 text-accent">
              {values[0]}
              {values.length > 1 && ` +${values.length - 1}`}
            </span>
          )}
          <ChevronDown aria-hidden="true" className="ml-auto hidden size-4 text-ink3 phone:block" />
        </summary>
        <div className="filter-panel floating">{children}</div>
      </details>
      {on && (
        <a
          href={removeHref}
          aria-label={removeLabel}
          title={removeLabel}
          className="absolute right-1 flex size-6 items-center justify-center rounded-[5px] text-ink3 hover:bg-hover hover:text-ink phone:top-0 phone:right-9 phone:size-11"
        >
          <X aria-hidden="true" className="size-3.5" />
        </a>
      )}
    </div>
  )
}
