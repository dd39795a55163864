'use client'

import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { NotLoaded } from '@/components/states/not-loaded'
import { goTo } from '@/components/ui/address'

const Palette = lazy(() => import('./palette').catch(() => ({ default: NotLoaded })))
const ShortcutHelp = lazy(() => import('./shortcut-help').catch(() => ({ default: NotLoaded })))

/** What a key presses: the part of the page that says so of itself. */
const PRESSED: Record<string, string> = {
  '[': 'a[rel=prev]',
  ']': 'a[rel=next]',
  c: '[data-shortcut=c]',
  e: '[data-shortcut=e]',
}

/**
 * Keys of the whole board. Single letters are for whoever has not switched them off, are never taken from a field, and
 * never with a modifier, so that they cross no screen reader's and no browser's. The palette opens in any case.
 */
export function Shortcuts({ areOn, homeHref }: { areOn: boolean; homeHref: string }): ReactNode {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  // The outside system: the keyboard.
  useEffect(() => {
    const pages: Record<string, string> = {
      gj: homeHref,
      gu: `${process.env.BASE_PATH}/usage`,
      gm: `${process.env.BASE_PATH}/mirror`,
    }
    let before = ''
    function run(key: string, event: KeyboardEvent): boolean {
      const page = pages[before + key]
      if (page) goTo(router, page)
      else if (key === '?') setOpen('help')
      else if (key === '/') document.querySelector<HTMLElement>('input[type=search]')?.focus()
      else if (key === 'j' || key === 'k') stepRow(key === 'j' ? 1 : -1)
      else if (key === 'x')
        toRow(document.activeElement)?.querySelector<HTMLElement>('[type=checkbox]')?.click()
      else if (PRESSED[key]) {
        const pressed = document.querySelector<HTMLElement>(PRESSED[key])
        // From its button the Tab key leads into what it opens.
        if (key === 'e') pressed?.focus()
        pressed?.click()
      } else return false
      event.preventDefault()
      return true
    }
    function onKey(event: KeyboardEvent) {
      const { key, ctrlKey, metaKey, altKey } = event
      if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen('palette')
        return
      }
      if (!areOn || ctrlKey || metaKey || altKey || event.isComposing || isTaken(event.target)) return
      const done = run(key, event)
      before = !done && key === 'g' ? 'g' : ''
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [areOn, homeHref, router])
  if (open === null) return null
  const Part = open === 'palette' ? Palette : ShortcutHelp
  return (
    <Suspense>
      <Part homeHref={homeHref} onClose={() => setOpen(null)} onHelp={() => setOpen('help')} />
    </Suspense>
  )
}

/** Whether keys are someone else's: of a field, or of what lies over the page. */
function isTaken(target: EventTarget | null): boolean {
  const isField =
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select')
  return isField || document.querySelector('dialog[open], :popover-open') !== null
}

function toRow(element: Element | null): Element | null {
  return element?.closest('tbody tr') ?? null
}

/** Puts the focus on the job of the next row, or of the one before; on the first where none has it. */
function stepRow(step: number): void {
  const rows = [...document.querySelectorAll('tbody tr')]
  const current = toRow(document.activeElement)
  const at = current ? rows.indexOf(current) : -1
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]
  row?.querySelector<HTMLElement>('a[href*="/jobs/"]')?.focus()
}
