import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

const EXAMPLES = [
  ['tone qwen3-8b', 'words'],
  ['learning_rate=2e-5', 'equal'],
  ['n_epochs=3..5', 'range'],
  ['usage>1000000', 'more'],
  ['duration<30m', 'duration'],
  ['best_eval_loss<0.6', 'loss'],
  ['lr_scheduler_type=cosine', 'text'],
] as const

/** What the search field understands, beside it. Opens without a script; an example is a link to what it finds. */
export function SearchHelp({ action, t }: { action: string; t: Translate }): ReactNode {
  return (
    <>
      <button
        type="button"
        popoverTarget="search-help"
        aria-label={t('jobs.search.help')}
        title={t('jobs.search.help')}
        className="icon-button"
      >
        <span aria-hidden="true" className="icon icon-circle-question-mark size-4" />
      </button>
      <div
        id="search-help"
        popover="auto"
        role="dialog"
        aria-label={t('jobs.search.help')}
        className="floating below-start m-0 max-w-md p-3"
      >
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {EXAMPLES.map(([example, key]) => (
            <div key={key} className="contents">
              <dt>
                <a
                  href={`${action}?${new URLSearchParams({ q: example })}`}
                  className="font-mono text-mono text-accent hover:underline"
                >
                  {example}
                </a>
              </dt>
              <dd className="text-ink2">{t(`jobs.search.help.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  )
}
