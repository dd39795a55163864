import type { ReactNode } from 'react'
import type { Translate } from '@/lib/messages/translator'

/** A button, and what lies over the page when it is pressed. Opens without a script. */
export function FloatingPanel({
  id,
  button,
  title,
  actions,
  children,
  t,
}: {
  id: string
  button: string
  title: string
  /** Beside the title. */
  actions?: ReactNode
  children: ReactNode
  t: Translate
}): ReactNode {
  return (
    <>
      <button type="button" popoverTarget={id} className="control">
        {button}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={title}
        className="floating m-auto max-h-[80dvh] w-[min(760px,calc(100vw-32px))] overflow-y-auto p-5 backdrop:bg-[rgb(0_0_0/0.4)]"
      >
        <div className="flex items-center gap-2">
          <h2 className="mr-auto text-title font-semibold">{title}</h2>
          {actions}
          <button type="button" popoverTarget={id} popoverTargetAction="hide" className="control">
            {t('common.close')}
          </button>
        </div>
        {children}
      </section>
    </>
  )
}
