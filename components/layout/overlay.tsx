'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** What lies over the page until it is closed: Escape, a press outside, or by what stands in it. */
export function Overlay({
  label,
  onClose,
  className,
  children,
}: {
  label: string
  onClose: () => void
  className: string
  children: ReactNode
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  // The outside system: the browser's top layer, which an open attribute alone does not reach.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className={`floating mx-auto backdrop:bg-[rgb(0_0_0/0.4)] ${className}`}
    >
      {children}
    </dialog>
  )
}
