/** Characters of a key in a row that count as a part of it. */
const PIECE = 12

/** Each spelling in which a key could leave, and how long a telling part of it is. */
function toSpellings(key: string): (readonly [string, number])[] {
  const hex = Buffer.from(key).toString('hex')
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString('base64')
    // What mixes with bytes around the key is no part of it.
    return text.slice(offset === 0 ? 0 : offset + 1).replace(/..==?$|=+$/, '')
  })
  return [
    [key, PIECE],
    [[...key].reverse().join(''), PIECE],
    [hex, 2 * PIECE],
    [hex.toUpperCase(), 2 * PIECE],
    [hex.replace(/../g, '%$&'), 3 * PIECE],
    [encodeURIComponent(key), PIECE],
    ...base64.map((text) => [text, PIECE + 4] as const),
  ]
}

/** Parts of the key that a text holds, in any spelling; empty where it holds none. */
export function findLeaks(text: string, key: string): string[] {
  const parts = toSpellings(key).flatMap(([spelling, length]) =>
    Array.from({ length: spelling.length - length + 1 }, (_, start) => spelling.slice(start, start + length)),
  )
  return [...new Set(parts)].filter((part) => text.includes(part))
}
