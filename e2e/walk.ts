import { expect, type Page } from '@playwright/test'

/** A control that the keyboard came to: its name, and what is wrong with the sight of it. */
export type Stop = { readonly name: string; readonly faults: readonly string[] }

/** More stops than any page has. */
const TOO_MANY = 1000

/**
 * Walks through a page by `key` from where the focus is, until it leaves the page or so many steps are taken. Each control has
 * to have a name and an outline, to be in sight and covered by nothing, and to be 24 px large or that far from others
 * (WCAG 2.2: 2.1.2, 2.4.7, 2.4.11, 2.5.8).
 */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab', steps = TOO_MANY): Promise<Stop[]> {
  const stops: Stop[] = []
  while (stops.length < steps) {
    await page.keyboard.press(key)
    const stop = await page.evaluate(lookAtFocused)
    if (!stop) return stops
    stops.push(stop)
  }
  expect(stops.length, 'stops of a page').toBeLessThan(TOO_MANY)
  return stops
}

/** Walks there and back: what has stood still at the top may cover what is come upon from below. */
export async function expectWalkable(page: Page): Promise<Stop[]> {
  const there = await walk(page, 'Tab')
  // Whoever has left the page does not come back into it by a key: what is around it is the browser's.
  await page.evaluate(() => Reflect.get(window, 'lastStop').focus())
  const back = await walk(page, 'Shift+Tab', there.length - 1)
  for (const stops of [there, back]) expect.soft(stops.filter(({ faults }) => faults.length > 0)).toEqual([])
  expect.soft(back.map(({ name }) => name).reverse()).toEqual(there.slice(0, -1).map(({ name }) => name))
  return there
}

function lookAtFocused(): Stop | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement || element instanceof SVGElement) || element === document.body)
    return null
  Reflect.set(window, 'lastStop', element)
  const labelled = element instanceof HTMLInputElement || element instanceof HTMLSelectElement
  const name =
    element.getAttribute('aria-label') ??
    (labelled ? element.labels?.[0] : element)?.textContent?.trim() ??
    ''
  const box = element.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  // What scrolls is larger than the screen and has its outline around all of it.
  const isRegion = element.matches('section, [role="region"]')
  // Not all of it has to be in sight: a long name may be cut off, or go on beyond the edge of what scrolls.
  const covers = [0.1, 0.5, 0.9].map((share) =>
    document.elementFromPoint(box.left + box.width * share, box.top + box.height / 2),
  )
  const isSeen = covers.some(
    (top) => top && (element.contains(top) || top.contains(element) || isLabelOf(top)),
  )
  const faults = [
    name === '' && 'has no name',
    !(outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) && 'has no outline',
    !isRegion && !isSeen && `is covered or out of sight: ${Math.round(box.top)}, ${covers[1]?.className}`,
    (box.width < 24 || box.height < 24) && isCrowded() && `is small: ${box.width} by ${box.height}`,
  ]
  return { name, faults: faults.filter((fault) => fault !== false) }

  function isLabelOf(other: Element): boolean {
    return other.closest('label')?.contains(element) ?? false
  }

  /** Whether another target comes into the circle of 24 px around this one; a link in a sentence may be any size. */
  function isCrowded(): boolean {
    if (
      element === null ||
      element.closest('p, dd, label, .log-line') ||
      getComputedStyle(element).display === 'inline'
    )
      return false
    const middle = [box.left + box.width / 2, box.top + box.height / 2] as const
    return [...document.querySelectorAll('a[href], button, input, select, summary')].some((other) => {
      if (other === element || other.contains(element) || !other.checkVisibility()) return false
      const { left, right, top, bottom } = other.getBoundingClientRect()
      const across = Math.max(left - middle[0], middle[0] - right, 0)
      const down = Math.max(top - middle[1], middle[1] - bottom, 0)
      return Math.hypot(across, down) < 12
    })
  }
}
