/** A way to look at a page: size of the screen and colours. */
export type Look = {
  readonly name: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
  readonly isMobile: boolean
}

const SIZES = [
  { name: 'desktop', viewport: { width: 1440, height: 900 }, isMobile: false },
  { name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true },
] as const

export const LOOKS: readonly Look[] = SIZES.flatMap((size) =>
  (['light', 'dark'] as const).map((colorScheme) => ({
    ...size,
    colorScheme,
    name: `${size.name}, ${colorScheme}`,
  })),
)

/**
 * Whether the state of this number is looked at in a look: always when FULL is set; else in one of the four, such that
 * each pair of size and colour is seen by a fourth of the states.
 */
export function isLookedAt(state: number, look: string): boolean {
  const place = LOOKS.findIndex(({ name }) => name === look)
  return Boolean(process.env.FULL) || state % LOOKS.length === place
}
