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

const LOOKS: readonly Look[] = SIZES.flatMap((size) =>
  (['light', 'dark'] as const).map((colorScheme) => ({
    ...size,
    colorScheme,
    name: `${size.name}, ${colorScheme}`,
  })),
)

/**
 * The looks at which the state of this number is looked at: all four when FULL is set; else two, such that each state
 * is seen at each size and in each colour, and over all states each pair of size and colour is.
 */
export function pickLooks(state: number): readonly Look[] {
  if (process.env.FULL) return LOOKS
  const pairs = state % 2 === 0 ? [0, 3] : [1, 2]
  return LOOKS.filter((_, index) => pairs.includes(index))
}
