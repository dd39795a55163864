import { parseJobsQuery, serializeJobsQuery } from './query'
import { UNFINISHED } from './status'

/** A query under a name that somebody gave it. */
export type SavedView = {
  readonly name: string
  /** The canonical query string of the jobs page, without `?`. */
  readonly search: string
}

/** Views that are there for everybody, by the name of their message. */
export const USUAL_VIEWS = [
  { name: 'all', search: '' },
  { name: 'yesterday', search: 'status=FAILED&created_from=-1d&created_to=-1d' },
  {
    name: 'running',
    search: UNFINISHED.map((status) => `status=${status}`)
      .sort()
      .join('&'),
  },
  {
    name: 'best',
    search:
      'sort=best_eval_loss&columns=status,job_name,model,hyper_parameters,best_eval_loss,final_loss,usage',
  },
  { name: 'tokens', search: 'created_from=-30d&sort=-usage' },
] as const

/** So many fit into a cookie, which browsers cut off at 4 kB. */
const MOST_VIEWS = 20
const MOST_BYTES = 3500
export const MOST_NAME = 60

/** The name of a view as it was typed, without white space around it and cut to its longest. */
export function toViewName(text: string): string {
  return text.trim().slice(0, MOST_NAME).trimEnd()
}

/** A query string in its one form; '' for the list as it is without one. */
export function toViewSearch(search: string, pageSize: number): string {
  const defaults = { page_size: pageSize }
  return serializeJobsQuery(
    { ...parseJobsQuery(new URLSearchParams(search), defaults), page_no: 1 },
    defaults,
  )
}

/** Why a view is not saved: it has no name, one of another query has its name, or there is no room. */
export const REFUSALS = ['blank', 'taken', 'full'] as const
export type Refusal = (typeof REFUSALS)[number]

/** What is wrong with the name of a view among others; `null` where nothing is. */
export function toNameRefusal(views: readonly SavedView[], { name, search }: SavedView): Refusal | null {
  if (name === '') return 'blank'
  return views.some((other) => other.name === name && other.search !== search) ? 'taken' : null
}

/** Adds a view, in place of one of the same name; `null` where there is no room for it. */
export function addView(views: readonly SavedView[], view: SavedView): SavedView[] | null {
  const added = [...views.filter(({ name }) => name !== view.name), view]
  return added.length > MOST_VIEWS || serializeViews(added).length > MOST_BYTES ? null : added
}

/** The views without the one of this name, if there is one. */
export function removeView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name)
}

/** The text of views as a cookie keeps it. */
export function serializeViews(views: readonly SavedView[]): string {
  return encodeURIComponent(JSON.stringify(views.map(({ name, search }) => [name, search])))
}

/** Reads what {@link serializeViews} wrote; none of anything else, for anybody can write a cookie. */
export function parseViews(text: string, pageSize: number): SavedView[] {
  try {
    const list: unknown = JSON.parse(decodeURIComponent(text))
    if (!Array.isArray(list)) return []
    return list.slice(0, MOST_VIEWS).flatMap((item: unknown) => {
      const [name, search] = Array.isArray(item) ? item : []
      if (typeof name !== 'string' || typeof search !== 'string' || name === '') return []
      return [{ name: name.slice(0, MOST_NAME), search: toViewSearch(search, pageSize) }]
    })
  } catch {
    return []
  }
}
