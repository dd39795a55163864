/**
 * Order of two texts by code point. JavaScript's `<` orders by UTF-16 unit, which puts U+1F600 (a surrogate pair)
 * before U+FF01.
 */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return toOrder(left) - toOrder(right)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others, so they move above U+E000 to U+FFFF. */
function toOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
