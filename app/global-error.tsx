'use client'

import en from '@/lib/messages/en.json'
import './globals.css'

/** In place of the layout itself, which broke: without a catalogue to ask, in English. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-xl px-4 py-16 text-center">
          <h1 className="text-title font-semibold">{en['states.broken']}</h1>
          <p className="mt-2 text-ink2">{en['states.brokenNote']}</p>
        </main>
      </body>
    </html>
  )
}
