'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { SHELLS, type Shell, toCurl, toUpstreamTarget } from '@/lib/jobs/curl'
import type { JobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/** The view as a command: DashScope's own call as far as DashScope can take it, and this board's beside it. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function RequestDialog({
  query,
  search,
  upstreamUrl,
  onClose,
  t,
}: {
  query: JobsQuery
  /** The canonical query string. */
  search: string
  upstreamUrl: string
  onClose: () => void
  t: Translate
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const [shell, setShell] = useState<Shell>('bash')
  // The outside system: the browser's top layer, which an open attribute alone does not reach.
  useEffect(() => dialog.current?.showModal(), [])
  const upstream = toUpstreamTarget(query)
  const board = `${location.origin}${process.env.BASE_PATH}/api/v1/fine-tunes?${withPageSize(search, query.page_size)}`
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="request-title"
      className="floating m-auto w-[min(720px,calc(100vw-32px))] p-5 backdrop:bg-[rgb(0_0_0/0.4)]"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 id="request-title" className="text-title font-semibold">
          {t('jobs.curl.title')}
        </h2>
        <form method="dialog">
          <button type="submit" className="control">
            {t('common.close')}
          </button>
        </form>
      </div>
      <fieldset className="mt-3 flex flex-wrap gap-4">
        <legend className="sr-only">{t('jobs.curl.shell')}</legend>
        {SHELLS.map((name) => (
          <label key={name} className="flex min-h-8 items-center gap-2">
            <input type="radio" name="shell" checked={shell === name} onChange={() => setShell(name)} />
            {t(`jobs.curl.${name}`)}
          </label>
        ))}
      </fieldset>
      <Command
        title="DashScope"
        text={toCurl(shell, `${upstreamUrl}/fine-tunes?${upstream.search}`, true)}
        t={t}
      />
      {upstream.dropped.length > 0 && (
        <p className="mt-1.5 text-ink2">
          {t('jobs.curl.dropped', { parameters: upstream.dropped.join(', ') })}
        </p>
      )}
      <Command title={t('jobs.curl.board')} text={toCurl(shell, board, false)} t={t} />
      <p className="mt-1.5 text-ink2">{t('jobs.curl.boardNote')}</p>
    </dialog>
  )
}

function Command({ title, text, t }: { title: string; text: string; t: Translate }): ReactNode {
  return (
    <section aria-label={title} className="mt-4">
      <div className="flex items-center justify-between">
        <h3 className="font-semibold">{title}</h3>
        <CopyButton text={text} label={t('jobs.curl.copy', { title })} />
      </div>
      <pre className="mt-1 rounded-control bg-sub p-3 font-mono text-mono break-all whitespace-pre-wrap">
        {text}
      </pre>
    </section>
  )
}

function withPageSize(search: string, pageSize: number): string {
  const params = new URLSearchParams(search)
  params.set('page_size', String(pageSize))
  return params.toString()
}
