import type { ReactNode } from 'react'

/** A line above data that still stand: what is wrong or under way, what it means, what to do. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'trouble'
  title: string
  children?: ReactNode
}): ReactNode {
  return (
    <div
      role={tone === 'trouble' ? 'alert' : 'status'}
      className={`mt-3 flex gap-2.5 rounded-control px-3 py-2 ${tone === 'trouble' ? 'bg-waiting-ground' : 'bg-sub'}`}
    >
      <span
        aria-hidden="true"
        className={`mt-0.5 size-4 shrink-0 ${tone === 'trouble' ? 'icon icon-circle-alert text-waiting' : 'icon icon-info text-ink2'}`}
      />
      <div className="min-w-0 grow">
        <strong className="font-semibold">{title}</strong> <span className="text-ink2">{children}</span>
      </div>
    </div>
  )
}
