'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'

/**
 * Says that a part of the page is being asked for, and has the server draw the page again once there is an answer, be it
 * that there is none yet. Without scripts a link does.
 */
export function AskedPart({
  job_id,
  what,
  title,
  href,
  again,
}: {
  job_id: string
  what: 'logs' | 'checkpoints'
  title: string
  /** Of the page at hand. */
  href: string
  again: string
}): ReactNode {
  const router = useRouter()
  const path = `${process.env.BASE_PATH}/api/v1/fine-tunes/${encodeURIComponent(job_id)}/${what}`
  // The outside system: the board, which answers when DashScope has, or when it has waited long enough.
  useEffect(() => {
    const leaving = new AbortController()
    fetch(path, { signal: leaving.signal })
      .catch(() => {})
      .then(() => leaving.signal.aborted || router.refresh())
    return () => leaving.abort()
  }, [path, router])
  return (
    <p role="status" className="mt-8 text-ink2">
      {title}{' '}
      <a href={href} className="quiet-link no-scripts">
        {again}
      </a>
    </p>
  )
}
