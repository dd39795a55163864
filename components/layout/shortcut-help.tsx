'use client'

import type { ReactNode } from 'react'
import { useSurroundings } from '@/components/ui/surroundings'
import type { MessageKey } from '@/lib/messages/translator'
import { Overlay } from './overlay'

const KEYS: readonly (readonly [keys: readonly string[], label: MessageKey])[] = [
  [['Ctrl K', '⌘ K'], 'keys.palette'],
  [['/'], 'keys.search'],
  [['j', 'k'], 'keys.rows'],
  [['Enter'], 'keys.open'],
  [['x'], 'keys.select'],
  [['c'], 'keys.compare'],
  [['e'], 'keys.export'],
  [['[', ']'], 'keys.pages'],
  [['g j'], 'keys.jobs'],
  [['g u'], 'keys.usage'],
  [['g m'], 'keys.mirror'],
  [['?'], 'keys.help'],
  [['Esc'], 'keys.close'],
]

/** The keys of the board, and where to switch them off. A default export, for it is loaded when opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function ShortcutHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useSurroundings().reader
  return (
    <Overlay
      label={t('keys.title')}
      onClose={onClose}
      className="my-auto w-[min(480px,calc(100vw-32px))] p-5"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-title font-semibold">{t('keys.title')}</h2>
        <form method="dialog">
          <button type="submit" className="control">
            {t('common.close')}
          </button>
        </form>
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {KEYS.map(([keys, label]) => (
          <div key={label} className="contents">
            <dt className="flex gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-[5px] border border-line2 bg-sub px-1.5 font-mono text-mono"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-ink2">{t('keys.off')}</p>
    </Overlay>
  )
}
