import type { ReactNode } from 'react'
import type { MessageKey, Translate } from '@/lib/messages/translator'

/** Why the last try did not lead in. */
export type Problem = { readonly kind: string; readonly seconds?: number; readonly name?: string }

const WORDS: Readonly<Record<string, MessageKey>> = {
  wrong: 'signIn.wrong',
  again: 'signIn.again',
  provider: 'signIn.provider',
}

/** What went wrong and what to do. */
export function ProblemNote({ problem, t }: { problem: Problem; t: Translate }): ReactNode {
  return (
    <p id="problem" role="alert" className="mt-5 flex gap-2.5 rounded-control bg-failed-ground px-3 py-2">
      <span aria-hidden="true" className="icon icon-circle-alert mt-0.5 size-4 shrink-0 text-failed" />
      <span>{toWords(problem, t)}</span>
    </p>
  )
}

function toWords({ kind, seconds = 0, name = '' }: Problem, t: Translate): string {
  if (kind === 'wait') return t('signIn.wait', { seconds })
  if (kind === 'notAllowed') return t('signIn.notAllowed', { name })
  return t(WORDS[kind] ?? 'signIn.provider')
}
