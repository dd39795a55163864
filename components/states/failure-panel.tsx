import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'
import type { Failure } from './failure'
import { FailureDetails } from './failure-details'
import { FailureWords } from './failure-words'
import { Panel } from './panel'

/** The panel in place of data that were never read: why, what it means, what to do. */
export function FailurePanel({ failure, t }: { failure: Failure; t: Translate }): ReactNode {
  return (
    <Panel
      title={t(failure.code === 'NotReady' ? 'states.first' : 'states.failed')}
      actions={
        <a href="?refresh=true" className="control">
          {t('states.again')}
        </a>
      }
    >
      <p>
        <FailureWords failure={failure} />
      </p>
      <FailureDetails failure={failure} t={t} />
    </Panel>
  )
}
