import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'
import type { Failure } from './failure'

/** The facts for whoever has to look further: code, message and whose request id. */
export function FailureDetails({ failure, t }: { failure: Failure; t: Translate }): ReactNode {
  const { code, message, request_id, ours } = failure
  const id = request_id && t(ours ? 'states.ourRequestId' : 'states.theirRequestId', { id: request_id })
  return (
    <span className="block font-mono text-mono text-ink3">
      {[code, message, id].filter(Boolean).join(' · ')}
    </span>
  )
}
