import type { ReactNode } from 'react'
import { Notice } from '@/components/states/notice'
import { MOST_NAME, type Refusal, type SavedView, USUAL_VIEWS } from '@/lib/jobs/saved-views'
import type { Translate } from '@/lib/messages/translator'

/** The saved views, each with what can be done with it, and a form to save one. Plain forms and links. */
export function ViewsList({
  views,
  search,
  homeSearch,
  refusal,
  name,
  t,
}: {
  views: readonly SavedView[]
  /** The query that can be saved. */
  search: string
  /** The query that is the first page. */
  homeSearch: string
  /** Why the last one was not saved, if it was not. */
  refusal: Refusal | undefined
  /** The name that it was to have, '' if none. */
  name: string
  t: Translate
}): ReactNode {
  return (
    <div className="max-w-3xl">
      {refusal && (
        <Notice tone="trouble" title={t(`views.${refusal}`)}>
          {refusal === 'taken' && (
            <form method="post" action={`${process.env.BASE_PATH}/views`} className="inline">
              <input type="hidden" name="from" value={search} />
              <input type="hidden" name="search" value={search} />
              <input type="hidden" name="name" value={name} />
              <button
                type="submit"
                name="replace"
                value="true"
                aria-label={`${t('views.replace')}: ${name}`}
                className="control"
              >
                {t('views.replace')}
              </button>
            </form>
          )}
        </Notice>
      )}
      <form
        method="post"
        action={`${process.env.BASE_PATH}/views`}
        className="mt-4 flex flex-wrap items-end gap-2"
      >
        <input type="hidden" name="from" value={search} />
        <input type="hidden" name="search" value={search} />
        <label className="grid grow gap-1">
          <span className="text-ink2">{t('views.name')}</span>
          <input
            name="name"
            required
            maxLength={MOST_NAME}
            defaultValue={refusal && name}
            autoComplete="off"
            className="control w-full border-control font-normal"
          />
        </label>
        <button type="submit" className="control border-accent text-accent">
          {t('views.save')}
        </button>
      </form>
      <p className="mt-1 text-aside text-ink3">
        {t('views.query')} <code className="font-mono text-mono">{search ? `/?${search}` : '/'}</code>
      </p>
      <ul className="mt-6 border-t border-line">
        {[...USUAL_VIEWS.map(({ name, search }) => ({ name: t(`views.${name}`), search })), ...views].map(
          (view, index) => (
            <li
              key={`${index} ${view.name}`}
              className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5 wide:flex-nowrap"
            >
              <a
                href={`${process.env.BASE_PATH}/${view.search && `?${view.search}`}`}
                className="min-w-0 grow py-1.5 font-medium hover:text-accent"
              >
                <bdi>{view.name}</bdi>
                <span className="block truncate font-mono text-mono font-normal text-ink3">
                  {view.search}
                </span>
              </a>
              <form method="post" action={`${process.env.BASE_PATH}/views`} className="flex gap-2">
                <input type="hidden" name="from" value={search} />
                <input type="hidden" name="search" value={view.search} />
                {view.search === homeSearch ? (
                  <span className="self-center text-ink2">{t('views.isHome')}</span>
                ) : (
                  <button type="submit" name="home" value="true" className="control">
                    {t('views.makeHome')}
                  </button>
                )}
                {index >= USUAL_VIEWS.length && (
                  <button
                    type="submit"
                    name="remove"
                    value={view.name}
                    aria-label={t('views.remove', { name: view.name })}
                    className="control"
                  >
                    <span aria-hidden="true" className="icon icon-trash size-4" />
                  </button>
                )}
              </form>
            </li>
          ),
        )}
      </ul>
    </div>
  )
}
