import type { ReactNode } from 'react'
import { DENSITIES, SHORTCUTS, THEMES, TIMES } from '@/lib/format/preferences'
import { STANDARD_ZONE } from '@/lib/format/zone'
import { LOCALE_NAMES, LOCALES } from '@/lib/messages/locales'
import type { Translate } from '@/lib/messages/translator'
import { OwnZone } from './own-zone'
import { PreferenceChoice } from './preference-choice'

const MENU = 'preferences'

/** What a reader has chosen, as cookies have it. */
export type Chosen = {
  language: string
  zone: string
  theme: string
  exact: boolean
  roomy: boolean
  shortcuts: boolean
}

/**
 * Language, zone, form of times and colours: a form that keeps a choice in a cookie and comes back to this page. It
 * opens, and works, without a script. `zoneLabel` is the zone at hand in short: `UTC+8`.
 */
export function PreferencesMenu({
  chosen,
  zoneLabel,
  t,
}: {
  chosen: Chosen
  zoneLabel: string
  t: Translate
}): ReactNode {
  const { language, zone, theme, exact, roomy, shortcuts } = chosen
  const short = LOCALES.find((locale) => locale === language)
  const label = t('header.preferences')
  return (
    <>
      <button
        type="button"
        popoverTarget={MENU}
        title={label}
        className="flex h-8 min-w-8 items-center justify-center gap-3 rounded-control px-2 hover:bg-hover phone:size-11 phone:px-0"
      >
        <span className="sr-only">{label}</span>
        <span className="phone:hidden">{zoneLabel}</span>
        <span className="phone:hidden" lang={language}>
          {short ? LOCALE_NAMES[short].short : language}
        </span>
        <span aria-hidden="true" className="icon icon-contrast size-4" />
      </button>
      <form
        id={MENU}
        popover="auto"
        method="post"
        action={`${process.env.BASE_PATH}/preferences`}
        className="floating below-end m-0 max-h-[80dvh] w-56 overflow-y-auto p-1"
      >
        <Group label={t('header.language')}>
          {LOCALES.map((locale) => (
            <PreferenceChoice key={locale} name="language" value={locale} chosen={language} lang={locale}>
              {LOCALE_NAMES[locale].full}
            </PreferenceChoice>
          ))}
        </Group>
        <Group label={t('header.zone')}>
          <OwnZone chosen={zone} />
          <PreferenceChoice name="zone" value={STANDARD_ZONE} chosen={zone}>
            {t('header.zone.beijing')}
          </PreferenceChoice>
          <PreferenceChoice name="zone" value="UTC" chosen={zone}>
            UTC
          </PreferenceChoice>
        </Group>
        <Group label={t('header.times')}>
          {TIMES.map((value) => (
            <PreferenceChoice key={value} name="times" value={value} chosen={exact ? 'exact' : 'relative'}>
              {t(`header.times.${value}`)}
            </PreferenceChoice>
          ))}
        </Group>
        <Group label={t('header.density')}>
          {DENSITIES.map((value) => (
            <PreferenceChoice key={value} name="density" value={value} chosen={roomy ? 'roomy' : 'compact'}>
              {t(`header.density.${value}`)}
            </PreferenceChoice>
          ))}
        </Group>
        <Group label={t('header.shortcuts')}>
          {SHORTCUTS.map((value) => (
            <PreferenceChoice key={value} name="shortcuts" value={value} chosen={shortcuts ? 'on' : 'off'}>
              {t(`header.shortcuts.${value}`)}
            </PreferenceChoice>
          ))}
        </Group>
        <Group label={t('header.theme')}>
          {THEMES.map((value) => (
            <PreferenceChoice key={value} name="theme" value={value} chosen={theme}>
              {t(`header.theme.${value}`)}
            </PreferenceChoice>
          ))}
        </Group>
      </form>
    </>
  )
}

function Group({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <fieldset className="border-b border-line py-1 last:border-0">
      <legend className="contents">
        <span className="block px-2.5 py-1 text-aside text-ink3">{label}</span>
      </legend>
      {children}
    </fieldset>
  )
}
