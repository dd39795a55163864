import 'server-only'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import {
  addView,
  parseViews,
  removeView,
  type SavedView,
  serializeViews,
  toViewSearch,
} from '@/lib/jobs/saved-views'
import { readCookie } from './cookies'
import { getRequestContext } from './front-door/request-context'

const YEAR_SECONDS = 31_536_000

/** The views that this browser keeps. */
export function readViews(): SavedView[] {
  return parseViews(readCookie(getRequestContext().cookie, 'views'), PAGE_SIZE)
}

/** What a form of the page of views does: `save` a query under a name, `remove` a view, or make one the first page. */
export function toViewCookies(form: FormData): { cookies: string[]; isFull: boolean } {
  const text = (name: string) => String(form.get(name) ?? '')
  const search = toViewSearch(text('search'), PAGE_SIZE)
  if (form.has('home')) return { cookies: [toCookie('home', encodeURIComponent(search))], isFull: false }
  const views = form.has('remove')
    ? removeView(readViews(), text('remove'))
    : addView(readViews(), { name: text('name'), search })
  return { cookies: views ? [toCookie('views', serializeViews(views))] : [], isFull: views === null }
}

function toCookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}
