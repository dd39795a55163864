/** What each preference may be, as its form and its cookie have it; the first is the usual one. */
export const THEMES = ['system', 'light', 'dark'] as const
export const TIMES = ['relative', 'exact'] as const
export const DENSITIES = ['compact', 'roomy'] as const
export const SHORTCUTS = ['on', 'off'] as const

export type Theme = (typeof THEMES)[number]
