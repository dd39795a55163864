import 'server-only'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import {
  addView,
  MOST_NAME,
  parseViews,
  removeView,
  type SavedView,
  serializeViews,
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
 * Does what a form of the page of views asks: saves a query under a name, removes a view, or makes one the first page,
 * which is this browser's in any case. Gives the cookies to set, and whether there was no room.
 */
export async function changeViews(
  services: Services,
  form: FormData,
): Promise<{ cookies: string[]; isFull: boolean }> {
  const text = (name: string) => String(form.get(name) ?? '')
  const view = {
    name: text('name').trim().slice(0, MOST_NAME),
    search: toViewSearch(text('search'), PAGE_SIZE),
  }
  if (form.has('home'))
    return { cookies: [toLastingCookie('home', encodeURIComponent(view.search))], isFull: false }
  const sharer = toSharer()
  if (sharer !== null) return { cookies: [], isFull: !(await changeShared(services, form, view, sharer)) }
  const kept = await readViews(services)
  const views = form.has('remove') ? removeView(kept, text('remove')) : addView(kept, view)
  return { cookies: views ? [toLastingCookie('views', serializeViews(views))] : [], isFull: views === null }
}

async function changeShared(
  { store, clock }: Services,
  form: FormData,
  view: SavedView,
  sharer: string,
): Promise<boolean> {
  if (form.has('remove')) await store.views.remove(String(form.get('remove')))
  else {
    if (view.name === '' || (await store.views.list()).length >= MOST_SHARED) return false
    await store.views.save(view, sharer, clock())
  }
  return true
}
