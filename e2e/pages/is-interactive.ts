import type { Locator } from '@playwright/test'

/** Waits until React has taken over an element that the server drew: before that nobody hears a click. */
export async function isInteractive(element: Locator): Promise<void> {
  await element.evaluate(
    (node) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (Object.keys(node).some((key) => key.startsWith('__reactProps'))) resolve()
          else setTimeout(look, 20)
        }
        look()
      }),
  )
}
