import { toStatusLabel } from '@/components/job/status-label'
import type { JobsAnswer } from '@/lib/api/jobs'
import { toMirroredJob } from '@/lib/jobs/job'
import { toIdTail, toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import { defaultJobsQuery, serializeJobsQuery } from '@/lib/jobs/query'
import type { Translate } from '@/lib/messages/translator'

/** Something to go to or to do. `tail` tells it from others of its label, `note` says what kind of thing it is. */
export type PaletteItem = {
  readonly id: string
  readonly label: string
  readonly tail?: string
  readonly note: string
  readonly href?: string
  readonly action?: 'help' | 'copy' | 'light' | 'dark' | 'system'
}

const MOST_MODELS = 5
const PAGE_SIZE = 1

/** What fits a text: pages and actions by their words, models that contain it, jobs as the board's search finds them. */
export function selectItems({
  text,
  output,
  homeHref,
  t,
}: {
  text: string
  output: JobsAnswer['output'] | undefined
  homeHref: string
  t: Translate
}): PaletteItem[] {
  const wanted = text.trim().toLowerCase()
  const fits = ({ label }: PaletteItem) => label.toLowerCase().includes(wanted)
  const page = t('palette.page')
  const action = t('palette.action')
  const pages: PaletteItem[] = [
    { id: 'jobs', label: t('header.jobs'), note: page, href: homeHref },
    { id: 'usage', label: t('header.usage'), note: page, href: `${process.env.BASE_PATH}/usage` },
    { id: 'mirror', label: t('header.mirror'), note: page, href: `${process.env.BASE_PATH}/mirror` },
    { id: 'views', label: t('jobs.views'), note: page, href: `${process.env.BASE_PATH}/views` },
    { id: 'columns', label: t('jobs.columns'), note: page, href: `${process.env.BASE_PATH}/columns` },
  ]
  const actions: PaletteItem[] = [
    { id: 'copy', label: t('jobs.copyLink'), note: action, action: 'copy' },
    { id: 'light', label: t('header.theme.light'), note: action, action: 'light' },
    { id: 'dark', label: t('header.theme.dark'), note: action, action: 'dark' },
    { id: 'help', label: t('keys.title'), note: action, action: 'help' },
  ]
  const toModel = ({ value }: { value: string }): PaletteItem => ({
    id: `model-${value}`,
    label: value,
    note: t('jobs.filter.model'),
    href: `${process.env.BASE_PATH}/?${serializeJobsQuery({ ...defaultJobsQuery(PAGE_SIZE), model: [value] }, { page_size: PAGE_SIZE })}`,
  })
  const models = (output?.facets.model ?? []).map(toModel).filter(fits).slice(0, MOST_MODELS)
  const jobs = (output?.jobs ?? []).map((job, at): PaletteItem => {
    const entry = toMirroredJob(job, null, null, output?.sources?.[at])
    const { job_id, job_name, status } = entry
    const ref = toJobRef(entry)
    return {
      id: `job-${ref}`,
      label: job_name,
      ...(job_name === job_id ? {} : { tail: toIdTail(job_id) }),
      note: toStatusLabel(status, t),
      href: `${process.env.BASE_PATH}/jobs/${toRefPath(ref)}`,
    }
  })
  const fixed = [...pages, ...actions].filter(fits)
  return wanted === '' ? [...fixed, ...jobs] : [...jobs, ...models, ...fixed]
}
