import 'server-only'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import {
  addView,
  parseViews,
  type Refusal,
  removeView,
  type SavedView,
  serializeViews,
  toNameRefusal,
  toViewName,
  toViewSearch,
} from '@/lib/jobs/saved-views'
import { readCookie } from './cookies'
import { getRequestContext } from './front-door/request-context'
import { toLastingCookie } from './preferences'
import type { Services } from './services/services'

/** As many as a team keeps an overview of. */
const MOST_SHARED = 200

/** Who shares views: whoever a sign-in knows by name. `null` where views are this browser's alone. */
export function toSharer(): string | null {
  return getRequestContext().viewer?.name ?? null
}

/** The views of the team where one is known by name, else of this browser. */
export async function readViews({ store }: Services): Promise<SavedView[]> {
  if (toSharer() !== null) return store.views.list()
  return parseViews(readCookie(getRequestContext().cookie, 'views'), PAGE_SIZE)
}

/**
 * Does what a form of the page of views asks: saves a query under a name, in place of another one of that name where it
 * says `replace`, removes a view, or makes one the first page, which is this browser's in any case. Gives the cookies to
 * set, and why a view was not saved.
 */
export async function changeViews(
  services: Services,
  form: FormData,
): Promise<{ cookies: string[]; refusal: Refusal | null }> {
  const text = (name: string) => String(form.get(name) ?? '')
  const view = { name: toViewName(text('name')), search: toViewSearch(text('search'), PAGE_SIZE) }
  if (form.has('home'))
    return { cookies: [toLastingCookie('home', encodeURIComponent(view.search))], refusal: null }
  const kept = await readViews(services)
  const isRemoval = form.has('remove')
  const refusal = isRemoval ? null : toNameRefusal(kept, view)
  if (refusal && !(refusal === 'taken' && form.has('replace'))) return { cookies: [], refusal }
  const sharer = toSharer()
  if (sharer !== null) {
    if (isRemoval) await services.store.views.remove(text('remove'))
    else if (kept.length >= MOST_SHARED && !kept.some(({ name }) => name === view.name))
      return { cookies: [], refusal: 'full' }
    else await services.store.views.save(view, sharer, services.clock())
    return { cookies: [], refusal: null }
  }
  const views = isRemoval ? removeView(kept, text('remove')) : addView(kept, view)
  return views
    ? { cookies: [toLastingCookie('views', serializeViews(views))], refusal: null }
    : { cookies: [], refusal: 'full' }
}
