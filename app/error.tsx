'use client'

import { PageHead } from '@/components/layout/page-head'
import { Panel } from '@/components/states/panel'
import { useSurroundings } from '@/components/ui/surroundings'

/** What stands in place of a page that failed to render, with a button that tries again. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const { t } = useSurroundings().reader
  return (
    <>
      <PageHead title={t('states.broken')} />
      <h1 className="sr-only">{t('states.broken')}</h1>
      <Panel
        title={t('states.broken')}
        actions={
          <button type="button" onClick={reset} className="control">
            {t('states.again')}
          </button>
        }
      >
        <p>{t('states.brokenNote')}</p>
      </Panel>
    </>
  )
}
