'use client'

import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { logPieceOptions, PIECE_LINES } from '@/lib/client/log-piece-options'
import { toLogText } from '@/lib/jobs/log-entry'
import { LogRow } from './log-row'

const ROW_HEIGHT = 20

/**
 * All lines of a log, of which only those in sight are in the document and only their pieces are fetched. Goes to the
 * line of the address (`#L120`), or begins with line `first`. Loaded when a log that long is seen; never drawn by the
 * server, so its inline positions are set by script, which the content security policy allows.
 */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function VirtualLog({
  job_id,
  total,
  first,
  name,
}: {
  job_id: string
  total: number
  first: number
  name: string
}): ReactNode {
  const box = useRef<HTMLElement>(null)
  const [target, setTarget] = useState(0)
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    initialOffset: (first - 1) * ROW_HEIGHT,
  })
  // The outside system: the address, whose fragment names a line.
  useEffect(() => {
    const go = () => {
      const line = Number(/^#L(\d+)$/.exec(location.hash)?.[1] ?? 0)
      setTarget(line)
      if (line > 0 && line <= total) rows.scrollToIndex(line - 1, { align: 'center' })
      if (line > 0) box.current?.scrollIntoView({ block: 'nearest' })
    }
    go()
    addEventListener('hashchange', go)
    return () => removeEventListener('hashchange', go)
  }, [rows, total])
  const shown = rows.getVirtualItems()
  const pieces = [...new Set(shown.map(({ index }) => Math.floor(index / PIECE_LINES)))]
  const answers = useQueries({ queries: pieces.map((piece) => logPieceOptions(job_id, piece, total)) })
  const toText = (index: number) => {
    const answer = answers[pieces.indexOf(Math.floor(index / PIECE_LINES))]
    const entry = answer?.data?.output.logs[index % PIECE_LINES]
    return entry === undefined ? '' : toLogText(entry)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} aria-label={name} tabIndex={0} className="log-box virtual">
      <ol
        className="log-lines"
        // biome-ignore lint/plugin: never drawn by the server; a script's styles are allowed
        style={{ height: rows.getTotalSize(), position: 'relative' }}
      >
        {shown.map(({ index, key, start }) => (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-setsize={total}
            aria-posinset={index + 1}
            className={`log-line ${index + 1 === target ? 'target' : ''}`}
            // biome-ignore lint/plugin: as above
            style={{ position: 'absolute', insetInline: 0, transform: `translateY(${start}px)` }}
          >
            <LogRow line={index + 1} text={toText(index)} />
          </li>
        ))}
      </ol>
    </section>
  )
}
