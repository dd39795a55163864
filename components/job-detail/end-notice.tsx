'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

export type EndWords = {
  /** What is said when the job has ended. */
  readonly ended: string
  readonly ask: string
  readonly on: string
  readonly denied: string
}

/** Offers a notification of the browser for when the job ends while its page is open, and gives it. */
export function EndNotice({ isOver, words }: { isOver: boolean; words: EndWords }): ReactNode {
  const [answer, setAnswer] = useState<NotificationPermission | null>(null)
  const wasRunning = useRef(!isOver)
  // The outside system: the browser's notifications.
  useEffect(() => {
    if (isOver && wasRunning.current && answer === 'granted')
      new Notification(words.ended, { icon: `${process.env.BASE_PATH}/icon.svg` })
    wasRunning.current = !isOver
  }, [isOver, answer, words.ended])
  if (isOver) return null
  return (
    <span className="scripts-only flex items-center text-ink2" role="status">
      {answer === null ? (
        <button
          type="button"
          className="control"
          onClick={async () =>
            setAnswer('Notification' in window ? await Notification.requestPermission() : 'denied')
          }
        >
          {words.ask}
        </button>
      ) : answer === 'granted' ? (
        words.on
      ) : (
        words.denied
      )}
    </span>
  )
}
