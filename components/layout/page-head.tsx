import type { ReactNode } from 'react'

/**
 * The title of a tab and its icon, a picture of `public`. Each page draws them with all else, for what Next makes of
 * `metadata` comes after the page that it belongs to: whenever the server drew a page again, its tab had no title.
 */
export function PageHead({ title, icon = 'icon' }: { title: string; icon?: string }): ReactNode {
  return (
    <>
      <title>{`${title} · Tuneboard`}</title>
      <link rel="icon" href={`${process.env.BASE_PATH}/${icon}.svg`} />
    </>
  )
}
