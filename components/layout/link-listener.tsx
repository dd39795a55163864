'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { isList, showAddress } from '@/components/ui/address'
import { keepFocus } from './keep-focus'

/**
 * Follows the board's own links without a page load: plain links stay plain, and a table of hundreds of them costs
 * one listener. Another view of the page at hand only changes the URL, which the page draws itself from.
 */
export function LinkListener(): null {
  const router = useRouter()
  // The outside system: the document, most of whose links the server drew.
  useEffect(() => {
    let leaveFocus = () => {}
    function follow(event: MouseEvent) {
      const link = (event.target as Element).closest('a')
      if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.download) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      if (link.origin !== location.origin || link.pathname.startsWith(`${process.env.BASE_PATH}/api/`)) return
      const samePage = link.pathname === location.pathname
      if (link.hash && samePage && link.search === location.search) return
      if (new URLSearchParams(link.search).has('refresh')) return
      event.preventDefault()
      leaveFocus()
      if (samePage) leaveFocus = keepFocus(link)
      if (!samePage || !isList()) return router.push(link.href, { scroll: !samePage })
      showAddress(link.href)
      link.closest('details')?.removeAttribute('open')
      if (link.rel || link.closest('nav')) window.scrollTo({ top: 0 })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return null
}
