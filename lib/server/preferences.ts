import 'server-only'
import { cookies } from 'next/headers'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const YEAR_SECONDS = 31_536_000

function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value)
}

/** How this reader likes the board; what a cookie does not say, or says wrongly, is left to the browser. */
export async function readPreferences(): Promise<{ theme: Theme }> {
  const theme = (await cookies()).get('theme')?.value
  return { theme: isTheme(theme) ? theme : 'system' }
}

/** The cookie that keeps what a preferences form chose, or `null` where it chose nothing known. */
export function toPreferenceCookie(form: FormData): string | null {
  const theme = form.get('theme')
  return isTheme(theme) ? `theme=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax` : null
}
