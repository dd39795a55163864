import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

const THEMES = ['system', 'light', 'dark'] as const

/** Light, dark, or as the system has it: a form that keeps the choice in a cookie and comes back to this page. */
export function ThemeMenu({ theme, t }: { theme: string; t: Translate }): ReactNode {
  return (
    <>
      <button
        type="button"
        popoverTarget="theme-menu"
        aria-label={t('header.theme')}
        title={t('header.theme')}
        className="flex size-8 items-center justify-center rounded-control hover:bg-hover phone:size-11"
      >
        <span aria-hidden="true" className="icon-[lucide--contrast] size-4" />
      </button>
      <form
        id="theme-menu"
        popover="auto"
        method="post"
        action="/preferences"
        className="floating below-end m-0 min-w-36 p-1"
      >
        {THEMES.map((value) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={theme === value}
            className="flex h-8 w-full items-center rounded-[6px] px-2.5 hover:bg-hover aria-pressed:font-semibold aria-pressed:text-accent phone:h-11"
          >
            {t(`header.theme.${value}`)}
          </button>
        ))}
      </form>
    </>
  )
}
