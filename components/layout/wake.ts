import { HeldPresses } from './held-presses'

/** What shows that somebody is at the page. A pointer that rests where the page appears is not among it. */
const GESTURES = [
  'pointermove',
  'pointerdown',
  'click',
  'keydown',
  'focusin',
  // Of a field that is filled by the browser, by voice or by a script.
  'input',
  'change',
  'touchstart',
  'wheel',
] as const

const held = new HeldPresses()

/**
 * Resolves when the page wakes. A page that may sleep carries `data-sleeps`: after how many seconds it wakes by
 * itself. Others are awake from the first.
 */
export const waking = typeof document === 'object' ? wake() : Promise.resolve()

async function wake(): Promise<void> {
  const seconds = document.querySelector<HTMLElement>('[data-sleeps]')?.dataset.sleeps
  if (!seconds) return
  // First, for a click that is held goes no further; assistive technology clicks without any other sign.
  const gesture = nextGesture()
  held.hold()
  const morning = new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000))
  await Promise.race([gesture, morning])
}

/** Resolves with the next sign that somebody is at the page. */
export function nextGesture(): Promise<void> {
  return new Promise((resolve) => {
    for (const type of GESTURES)
      addEventListener(type, () => resolve(), { capture: true, passive: true, once: true })
  })
}

/** The page hears what is pressed: what was pressed before counts now. */
export function tellAwake(): void {
  held.press()
}

/** The page cannot be woken: a link that was pressed is followed as without scripts. */
export function tellAsleep(): void {
  held.follow()
}
