'use client'

import type { MouseEvent, ReactNode } from 'react'

type Labels = { title: string; system: string; light: string; dark: string }

/**
 * Light, dark, or as the system has it. A form that posts to `/preferences`; where scripts run, the page changes at
 * once and stays where it is.
 */
export function ThemeMenu({ theme, labels }: { theme: string; labels: Labels }): ReactNode {
  function choose(event: MouseEvent<HTMLButtonElement>) {
    const { value, form, name } = event.currentTarget
    event.preventDefault()
    document.documentElement.dataset.theme = value
    for (const button of form?.querySelectorAll('button') ?? [])
      button.setAttribute('aria-pressed', String(button.value === value))
    document.getElementById('theme-menu')?.hidePopover()
    // The page shows the choice already; at worst it is forgotten with the tab.
    fetch('/preferences', {
      method: 'POST',
      body: new URLSearchParams({ [name]: value }),
      redirect: 'manual',
    }).catch(() => undefined)
  }
  return (
    <>
      <button
        type="button"
        popoverTarget="theme-menu"
        aria-label={labels.title}
        title={labels.title}
        className="flex size-8 items-center justify-center rounded-control hover:bg-hover phone:size-11"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.500" />
          <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
        </svg>
      </button>
      <form
        id="theme-menu"
        popover="auto"
        method="post"
        action="/preferences"
        className="floating below-end m-0 min-w-36 p-1"
      >
        {(['system', 'light', 'dark'] as const).map((value) => (
          <button
            key={value}
            name="theme"
            value={value}
            aria-pressed={theme === value}
            onClick={choose}
            className="flex h-8 w-full items-center rounded-[6px] px-2.5 hover:bg-hover aria-pressed:font-semibold aria-pressed:text-accent phone:h-11"
          >
            {labels[value]}
          </button>
        ))}
      </form>
    </>
  )
}
