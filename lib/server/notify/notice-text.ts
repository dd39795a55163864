import 'server-only'
import type { Reader } from '@/lib/format/reader'
import { toMirroredJob, toText } from '@/lib/jobs/job'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import { STATUSES } from '@/lib/jobs/status'
import type { MessageKey } from '@/lib/messages/translator'
import type { NoticeText, ToldEvent } from './message'

const LONGEST_LINE = 300

/** What people read about an event. `home` is where the board stands, with a slash at its end. */
export function toNoticeText(
  { job, status, source }: Pick<ToldEvent, 'job' | 'status' | 'source'>,
  { t, number, duration }: Reader,
  home: string,
): NoticeText {
  const entry = toMirroredJob(job, null, null, source)
  const { job_name, base_model, durationSeconds, usage } = entry
  const isKnown = STATUSES.some(({ value }) => value === status)
  const line = (label: MessageKey, value: string | null) =>
    value ? [t('notify.line', { label: t(label), value: cut(value) })] : []
  return {
    title: t('notify.title', {
      status: isKnown ? t(`status.${status}` as MessageKey) : status,
      name: cut(job_name),
    }),
    lines: [
      ...line('jobs.filter.source', source ?? null),
      ...line('jobs.column.baseModel', base_model),
      ...line('jobs.column.duration', durationSeconds === null ? null : duration(durationSeconds)),
      ...line('jobs.column.tokens', usage === null ? null : number(usage)),
      ...line('notify.reason', [toText(job.code), toText(job.message)].filter(Boolean).join(' · ')),
    ],
    link: { label: t('notify.open'), href: new URL(`jobs/${toRefPath(toJobRef(entry))}`, home).href },
  }
}

function cut(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_LINE ? `${characters.slice(0, LONGEST_LINE).join('')}…` : text
}
