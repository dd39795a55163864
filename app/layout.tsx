import type { Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Header } from '@/components/layout/header'
import { LaterShortcuts } from '@/components/layout/later-parts'
import { LaterProviders } from '@/components/layout/later-providers'
import { getPublicServices, getServices } from '@/lib/server/board'
import { toRefreshHref } from '@/lib/server/front-door/refresh-href'
import { getRequestContext } from '@/lib/server/front-door/request-context'
import { toHomeHref } from '@/lib/server/home'
import { readPreferences } from '@/lib/server/preferences'
import { toMirrorState } from '@/lib/server/services/mirror-state'
import './globals.css'

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0f0f12' },
  ],
}

/** The frame of every page: the header, the page in `main`, and what parts in the browser know of the reader. */
export default async function Layout({ children }: { children: ReactNode }) {
  // A page that were prerendered would carry no nonce.
  await connection()
  const { theme, zone, exact, roomy, shortcuts } = readPreferences()
  const homeHref = toHomeHref()
  const { catalogue, reader, settings, clock } = getPublicServices()
  const { viewer } = getRequestContext()
  return (
    <html lang={catalogue.locale} data-theme={theme} {...(roomy ? { 'data-roomy': '' } : {})}>
      <body>
        <LaterProviders
          locale={catalogue.locale}
          zone={zone}
          messages={catalogue.pick([
            'common.',
            'header.',
            'jobs.',
            'status.',
            'states.',
            'hp.',
            'cost.none.',
            'keys.',
            'palette.',
          ])}
          now={clock()}
          exact={exact}
          refreshSeconds={settings.refreshSeconds}
        >
          <Header
            reader={reader}
            chosen={{ language: catalogue.locale, zone, theme, exact, roomy, shortcuts }}
            homeHref={homeHref}
            demo={settings.demo}
            viewer={viewer}
            mirror={viewer && toMirrorState(getServices())}
            refreshHref={toRefreshHref()}
          />
          {viewer && <LaterShortcuts areOn={shortcuts} homeHref={homeHref} />}
          <main id="main" className="mx-auto max-w-[1840px] px-4 pb-16 wide:px-6">
            {children}
          </main>
        </LaterProviders>
      </body>
    </html>
  )
}
