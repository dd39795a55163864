'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { goTo } from '@/components/ui/address'
import { useSurroundings } from '@/components/ui/surroundings'
import type { JobsAnswer } from '@/lib/api/jobs'
import { fetchJson } from '@/lib/client/fetch-json'
import { keepPreference } from '@/lib/client/keep-preference'
import { defaultJobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import { Overlay } from './overlay'
import { type PaletteItem, selectItems } from './palette-items'

/** Jobs that are offered at once. */
const MOST_JOBS = 8

/** One field over jobs, models, pages and actions. A default export, for it is loaded when opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function Palette({
  homeHref,
  onClose,
  onHelp,
}: {
  homeHref: string
  onClose: () => void
  onHelp: () => void
}): ReactNode {
  const { t } = useSurroundings().reader
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const search = serializeJobsQuery(
    { ...defaultJobsQuery(MOST_JOBS), q: text.trim().slice(0, 200) },
    { page_size: 0 },
  )
  const { data } = useQuery({
    queryKey: ['palette', search],
    queryFn: ({ signal }) => fetchJson<JobsAnswer>(`/api/v1/fine-tunes?${search}`, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const items = selectItems({ text, output: data?.output, homeHref, t })
  const current = items[Math.min(at, items.length - 1)]

  function run(item: PaletteItem | undefined) {
    if (!item) return
    onClose()
    if (item.href) goTo(router, item.href)
    else if (item.action === 'help') onHelp()
    else if (item.action === 'copy') void navigator.clipboard?.writeText(location.href)
    else if (item.action) {
      document.documentElement.dataset.theme = item.action
      keepPreference('theme', item.action)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((Math.min(at, items.length - 1) + step + items.length) % Math.max(1, items.length))
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(current)
    }
  }

  return (
    <Overlay
      label={t('palette.title')}
      onClose={onClose}
      className="mt-[12vh] mb-auto w-[min(600px,calc(100vw-32px))]"
    >
      <input
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-[15px] focus-visible:outline-offset-[-2px]"
      />
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.title')}
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {items.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, which holds the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as a combobox has it, the option at hand is told by the field
          <div
            key={item.id}
            role="option"
            id={`${id}-${item.id}`}
            aria-selected={item === current}
            ref={item === current ? (node) => node?.scrollIntoView({ block: 'nearest' }) : null}
            onClick={() => run(item)}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-[6px] px-2.5 hover:bg-hover aria-selected:bg-accent-ground aria-selected:outline aria-selected:outline-accent phone:min-h-11"
          >
            <bdi className="min-w-0 truncate">{item.label}</bdi>
            {item.tail && <span className="font-mono text-mono text-ink3">{item.tail}</span>}
            <span className="ml-auto shrink-0 text-aside text-ink3">{item.note}</span>
          </div>
        ))}
      </div>
      {items.length === 0 && <p className="px-4 pb-4 text-ink2">{t('palette.none')}</p>}
      <p role="status" className="sr-only">
        {t('palette.count', { count: items.length })}
      </p>
    </Overlay>
  )
}
