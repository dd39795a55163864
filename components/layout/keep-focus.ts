/**
 * Keeps the focus beside a link that was followed, where the page is drawn without that link: it goes to the nearest
 * link or button that still stands there, and the page does not move. Returns what ends the watch.
 */
export function keepFocus(link: Element): () => void {
  if (document.activeElement !== link) return () => {}
  const neighbours = toNeighbours(link)
  const watch = new MutationObserver(() => {
    if (link.isConnected && document.activeElement === link) return
    watch.disconnect()
    if (document.activeElement === document.body) focusFirst(neighbours)
  })
  watch.observe(document.body, { childList: true, subtree: true })
  return () => watch.disconnect()
}

/** What stands beside an element: behind it, then before it, each from near to far, and then the same of what it stands in. */
function toNeighbours(element: Element): Element[] {
  const { parentElement } = element
  if (!parentElement) return []
  const all = [...parentElement.children]
  const at = all.indexOf(element)
  return [...all.slice(at + 1), ...all.slice(0, at).reverse(), ...toNeighbours(parentElement)]
}

function focusFirst(elements: readonly Element[]): void {
  for (const element of elements)
    for (const target of [element, ...element.querySelectorAll('a, button, summary')]) {
      // What is gone, hidden or disabled does not take it.
      if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      if (document.activeElement === target) return
    }
}
