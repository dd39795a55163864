'use client'

import broken from '@/lib/messages/broken.json'
import './globals.css'

/** In place of the layout itself, which broke: there is no reader to ask, so it speaks every language of the board. */
export default function GlobalError() {
  return (
    <html lang="en">
      <head>
        <title>Tuneboard</title>
      </head>
      <body>
        <main className="mx-auto max-w-xl px-4 py-16 text-center">
          <h1 className="text-title font-semibold">Tuneboard</h1>
          {broken.map((text) => (
            <p key={text} className="mt-2 text-ink2">
              {text}
            </p>
          ))}
        </main>
      </body>
    </html>
  )
}
