import type { ReactNode } from 'react'

/** A value of a preference, as a button that sends it. The one at hand is marked, and not by colour alone. */
export function PreferenceChoice({
  name,
  value,
  chosen,
  lang,
  children,
}: {
  name: string
  value: string
  chosen: string
  lang?: string
  children: ReactNode
}): ReactNode {
  const isChosen = value === chosen
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-pressed={isChosen}
      className="flex min-h-8 w-full items-center gap-2 rounded-[6px] px-2.5 text-left hover:bg-hover aria-pressed:font-semibold aria-pressed:text-accent phone:min-h-11"
      {...(lang ? { lang } : {})}
    >
      {children}
      {isChosen && <span aria-hidden="true" className="icon icon-check ml-auto size-4" />}
    </button>
  )
}
