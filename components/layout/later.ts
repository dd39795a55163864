import { type ComponentType, lazy } from 'react'
import { nextGesture, tellAsleep, waking } from './wake'

/**
 * A part of the page that the server draws as any other, and whose script is loaded when the page wakes. Until then
 * React leaves alone what the server drew, for an `<Activity>` stands around it. Where the script cannot be had, the page
 * stays what it is without scripts, and tries again at the next gesture.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  async function keepLoading(): Promise<{ default: ComponentType<Props> }> {
    try {
      return { default: await load() }
    } catch {
      tellAsleep()
      await nextGesture()
      return keepLoading()
    }
  }
  // At once and not when first drawn, so that all parts are loaded beside each other.
  const loading = waking.then(keepLoading)
  return lazy(() => loading)
}
