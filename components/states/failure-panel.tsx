import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'
import { toErrorWords } from './error-words'
import { Panel } from './panel'

/** Why nothing can be shown. `request_id` is named as whose it is, since DashScope's support asks for its own. */
export type Failure = { code: string; message: string; request_id?: string | undefined; ours: boolean }

/** The panel in place of data that were never read. */
export function FailurePanel({ failure, t }: { failure: Failure; t: Translate }): ReactNode {
  const words = toErrorWords(failure.code, t)
  return (
    <Panel
      title={t('states.failed')}
      actions={
        <a href="?refresh=true" className="control">
          {t('states.again')}
        </a>
      }
    >
      <p>{words?.meaning ?? failure.message}</p>
      {words && <p>{words.action}</p>}
      <FailureDetails failure={failure} t={t} />
    </Panel>
  )
}

/** The facts for whoever has to look further: code, message and whose request id. */
export function FailureDetails({ failure, t }: { failure: Failure; t: Translate }): ReactNode {
  const { code, message, request_id, ours } = failure
  return (
    <p className="font-mono text-mono text-ink3">
      {[code, message].filter(Boolean).join(' · ')}
      {request_id && ` · ${t(ours ? 'states.ourRequestId' : 'states.theirRequestId', { id: request_id })}`}
    </p>
  )
}
