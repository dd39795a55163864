/** What presses while a page sleeps need a script, which is not there yet. Other buttons and links do without. */
const WAITING = 'a[href]:not([href^="#"], [target], [download]), button[type=button]:not([popovertarget])'
const FIELDS = 'input:not([type=checkbox]), textarea, select'

type Held = { readonly press: () => void; readonly link?: string }

/** The presses and keys that come before a page is awake; each counts once it is. */
export class HeldPresses {
  readonly #held: Held[] = []
  readonly #listening = new AbortController()

  /** Begins to hold. */
  hold(): void {
    const options = { capture: true, signal: this.#listening.signal }
    // Before React's own listeners, which let nothing pass that belongs to a part they have not taken over.
    addEventListener('click', (event) => this.#holdClick(event), options)
    addEventListener('keydown', (event) => this.#holdKey(event), options)
  }

  /** Presses all that was held, in order, and holds nothing any more. */
  press(): void {
    this.#listening.abort()
    for (const { press } of this.#held.splice(0)) press()
  }

  /** Goes where a link that was held leads, as without scripts, and holds nothing any more. */
  follow(): void {
    this.#listening.abort()
    const link = this.#held.splice(0).findLast((held) => held.link)?.link
    if (link) location.assign(link)
  }

  #holdClick(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const target = (event.target as Element).closest<HTMLElement>(WAITING)
    if (!target) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#held.push({
      press: () => target.click(),
      ...(target instanceof HTMLAnchorElement ? { link: target.href } : {}),
    })
  }

  #holdKey(event: KeyboardEvent): void {
    const { target, key, ctrlKey, metaKey } = event
    if (!(target instanceof Element)) return
    // The browser's own search, in place of the board's.
    const isSearch = (ctrlKey || metaKey) && key.toLowerCase() === 'k'
    if (isSearch || (key === '/' && !target.matches(FIELDS))) event.preventDefault()
    this.#held.push({ press: () => target.dispatchEvent(new KeyboardEvent('keydown', event)) })
  }
}
