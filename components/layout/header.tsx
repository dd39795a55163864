import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/icons'
import { SkipLink } from '@/components/ui/skip-link'
import type { MirrorState } from '@/lib/api/mirror-state'
import type { Reader } from '@/lib/format/reader'
import { type Account, AccountMenu } from './account-menu'
import { LaterSyncStatus } from './later-parts'
import { Nav } from './nav'
import { type Chosen, PreferencesMenu } from './preferences-menu'

/** The top of every page: where one is, how fresh the data are, how they look. */
export function Header({
  reader,
  chosen,
  homeHref,
  demo,
  viewer,
  mirror,
  refreshHref,
}: {
  reader: Reader
  chosen: Chosen
  /** The first page as this reader likes it. */
  homeHref: string
  demo: boolean
  /** `null` on pages that are open to all, while nobody is signed in. */
  viewer: Account | null
  mirror: MirrorState | null
  refreshHref: string
}): ReactNode {
  const { t } = reader
  return (
    <>
      <SkipLink href="#main" label={t('header.skip')} />
      <header className="border-b border-line">
        <div className="mx-auto flex h-13 max-w-[1840px] items-center gap-3 px-4 max-[360px]:gap-1 wide:px-6">
          <a
            href={homeHref}
            className="flex h-11 items-center gap-2.5 text-[15px] font-semibold wide:h-8"
            aria-label={t('header.home')}
          >
            <Mark />
            <span className="phone:sr-only">Tuneboard</span>
          </a>
          {viewer && (
            <Nav
              label={t('header.pages')}
              pages={[
                { href: homeHref, label: t('header.jobs'), above: '/jobs/' },
                { href: `${process.env.BASE_PATH}/usage`, label: t('header.usage') },
                { href: `${process.env.BASE_PATH}/mirror`, label: t('header.mirror') },
              ]}
            />
          )}
          <div className="header-tools ml-auto flex items-center gap-1 text-ink2">
            {mirror && <LaterSyncStatus initial={mirror} refreshHref={refreshHref} />}
            <PreferencesMenu chosen={chosen} zoneLabel={reader.zone} t={t} />
            {viewer && viewer.via !== 'open' && <AccountMenu account={viewer} t={t} />}
          </div>
        </div>
        {demo && (
          <p
            className="text-balance border-t border-line bg-sub px-4 py-1.5 text-center text-ink2 wide:px-6"
            role="note"
          >
            <strong className="font-semibold text-ink">{t('header.demo')}</strong> {t('header.demo.how')}
          </p>
        )}
      </header>
    </>
  )
}
