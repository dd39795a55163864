import type { useRouter } from 'next/navigation'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

const CHANGED = 'tuneboard:address'

/**
 * Shows another view of the page at hand in the address, and tells {@link useSearch} of it. Next's router is left out, for
 * it would draw its whole tree anew and write the history twice, before a row is drawn; its notes in the history's state
 * stay, by which it finds the page again when one comes back.
 */
export function showAddress(href: string, replace = false): void {
  const change = replace ? History.prototype.replaceState : History.prototype.pushState
  change.call(history, history.state, '', href)
  dispatchEvent(new Event(CHANGED))
}

/** The search part of the address, without `?`: the router's, or the newer one of {@link showAddress}. */
export function useSearch(): string {
  const routed = useSearchParams().toString()
  const [shown, setShown] = useState({ over: routed, search: routed })
  // What the router says later is newer than what was shown before; adjusting state while rendering costs no paint.
  if (shown.over !== routed) setShown({ over: routed, search: routed })
  // The outside system: the address.
  useEffect(() => {
    const { pathname } = location
    function tell() {
      if (location.pathname !== pathname) return
      setShown({ over: routed, search: new URLSearchParams(location.search).toString() })
    }
    addEventListener(CHANGED, tell)
    addEventListener('popstate', tell)
    return () => {
      removeEventListener(CHANGED, tell)
      removeEventListener('popstate', tell)
    }
  }, [routed])
  return shown.over === routed ? shown.search : routed
}

/** Whether the list of jobs is the page at hand: it draws itself from its address. */
export function isList(): boolean {
  return location.pathname === `${process.env.BASE_PATH}/`
}

/** Goes to one of the board's own paths, base path and all; another view of the list is only shown in the address. */
export function goTo(router: ReturnType<typeof useRouter>, href: string): void {
  const { href: address, pathname } = new URL(href, location.href)
  if (isList() && pathname === location.pathname) showAddress(address)
  // Of a path alone the router takes the base path for missing, and puts it there again.
  else router.push(address)
}
