import type { Locator } from '@playwright/test'

/** What is used of React's tree; its nodes hang on the elements under keys of their own. */
type Fiber = { return: Fiber | null; child: Fiber | null; sibling: Fiber | null; stateNode: unknown }

/**
 * Waits until React has taken over an element that the server drew: before that nobody hears a click. A page that sleeps
 * is woken, as by whoever comes to use it.
 */
export async function isInteractive(element: Locator): Promise<void> {
  await element.evaluate(async (node) => {
    const toRoot = (fiber: Fiber): Fiber => (fiber.return ? toRoot(fiber.return) : fiber)
    function isTakenOver(): boolean {
      const key = Object.keys(node).find((name) => name.startsWith('__reactFiber'))
      if (!key) return false
      // The element knows of React before React knows of it: only the tree that is shown tells that all is done.
      const { current } = toRoot(Reflect.get(node, key)).stateNode as { current: Fiber }
      const left: (Fiber | null)[] = [current]
      while (left.length > 0) {
        const fiber = left.pop()
        if (fiber?.stateNode === node) return true
        if (fiber) left.push(fiber.sibling, fiber.child)
      }
      return false
    }
    while (!isTakenOver()) {
      dispatchEvent(new PointerEvent('pointermove'))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    // Effects, such as listeners of the document, follow.
    await new Promise((resolve) => requestIdleCallback(resolve))
  })
}
