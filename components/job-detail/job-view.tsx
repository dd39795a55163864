import type { ReactNode } from 'react'
import { CostEstimate } from '@/components/job/cost-estimate'
import { StatusBadge } from '@/components/job/status-badge'
import { Notice } from '@/components/states/notice'
import { CopyButton } from '@/components/ui/copy-button'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import type { Progress } from '@/lib/jobs/job-progress'
import { toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import type { Timeline } from '@/lib/jobs/job-timeline'
import type { Json } from '@/lib/jobs/json'
import type { Lineage } from '@/lib/jobs/lineage'
import type { Estimate } from '@/lib/jobs/price'
import type { MappedNames } from '@/lib/jobs/search'
import type { MessageKey } from '@/lib/messages/translator'
import { CopyCommands } from './copy-commands'
import { FieldList, type FieldRow } from './field-list'
import { type FieldGroup, selectFields, selectUnknownFields } from './fields'
import { HyperParameterList } from './hyper-parameter-list'
import { JobEnd } from './job-end'
import { JobLineage } from './job-lineage'
import { JobSpan } from './job-span'
import { Kept } from './kept'
import { RawJson } from './raw-json'

/** One job: everything that DashScope sent of it, grouped and explained. Drawn by the server. */
export function JobView({
  entry,
  estimate,
  names,
  story,
  neighbours,
  list,
  record,
  actions,
  commandUrl,
  now,
  reader,
}: {
  entry: MirroredJob
  /** What it cost. */
  estimate: Estimate
  names: MappedNames
  story: { readonly timeline: Timeline; readonly progress: Progress | null; readonly lineage: Lineage }
  /** Links to the jobs beside it in the list one came from. */
  neighbours: ReactNode
  /** The query string of that list. */
  list: string
  /** What the job wrote while it ran: curves, log, checkpoints. */
  record: ReactNode
  /** What can be done about a job that is not over. */
  actions: ReactNode
  /** Base address of DashScope's API, for commands to copy. */
  commandUrl: string
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const { job } = entry
  const group = (name: FieldGroup) => (
    <FieldList
      id={`group-${name}`}
      title={t(`job.group.${name}`)}
      rows={toRows(entry, name, names, reader)}
      t={t}
    />
  )
  const cost = {
    name: 'cost',
    label: t('jobs.column.cost'),
    note: '',
    value: '',
    shown: <CostEstimate estimate={estimate} reader={reader} />,
  }
  return (
    <article>
      <Kept key={toJobRef(entry)}>
        <div className="mt-4 flex flex-wrap items-center gap-x-4 text-ink3">
          <nav aria-label={t('job.breadcrumb')}>
            <a
              href={`${process.env.BASE_PATH}/${list && `?${list}`}`}
              className="quiet-link inline-block py-0.5"
            >
              {t('header.jobs')}
            </a>
          </nav>
          {neighbours}
        </div>
      </Kept>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-title font-semibold">
          <bdi>{entry.job_name}</bdi>
        </h1>
        <StatusBadge status={entry.status} t={t} />
        <div className="ml-auto flex flex-wrap gap-2 phone:ml-0 phone:w-full">
          {actions}
          <a href={`${process.env.BASE_PATH}/compare?job=${toRefPath(toJobRef(entry))}`} className="control">
            {t('compare.short')}
          </a>
          <button type="button" data-copy="" className="copy-button control">
            {t('jobs.copyLink')}
          </button>
          <CopyCommands baseUrl={commandUrl} job_id={entry.job_id} t={t} />
          <RawJson job={job} t={t} />
        </div>
      </div>
      <p className="mt-1 flex items-center gap-1 font-mono text-mono text-ink3">
        {entry.source !== undefined && <span title={t('jobs.filter.source')}>{entry.source} ·</span>}
        {entry.job_id} <CopyButton text={entry.job_id} label={t('jobs.copyId')} />
      </p>
      {entry.deletedAt !== null && (
        <Notice tone="info" title={t('jobs.deleted')}>
          {t('job.deletedNote', { time: reader.exact(entry.deletedAt) })}
        </Notice>
      )}
      <JobEnd job={job} status={entry.status} t={t} />
      <JobSpan job={entry} timeline={story.timeline} progress={story.progress} now={now} reader={reader} />
      <div className="grid gap-x-12 desk:grid-cols-[minmax(0,1fr)_minmax(0,400px)]">
        <div className="min-w-0">{record}</div>
        <div>
          {group('model')}
          <FieldList
            id="group-cost"
            title={t('job.group.cost')}
            rows={[...toRows(entry, 'cost', names, reader), cost]}
            t={t}
          />
          <HyperParameterList job={job} t={t} />
          <JobLineage source={entry.source} lineage={story.lineage} t={t} />
          {group('data')}
          {group('record')}
          {group('account')}
          {group('times')}
          <FieldList
            id="group-unknown"
            title={t('job.group.unknown')}
            rows={selectUnknownFields(job).map(({ name, value }) => ({ name, label: name, note: '', value }))}
            t={t}
          />
        </div>
      </div>
    </article>
  )
}

/** Values that read better than they were sent, with what was sent in the note's place where they differ. */
function toRows(entry: MirroredJob, group: FieldGroup, names: MappedNames, reader: Reader): FieldRow[] {
  const { t } = reader
  return selectFields(entry.job, group).map(({ name, value }) => ({
    name,
    label: t(`field.${name}`),
    note: toCalled(value, names) || t(`field.${name}.note`),
    value,
    ...(name === 'usage' && entry.usage !== null ? { shown: reader.number(entry.usage) } : {}),
    ...(name === 'training_type' && typeof value === 'string' ? { note: toTypeNote(value, reader) } : {}),
  }))
}

function toTypeNote(type: string, { t }: Reader): string {
  const key = `trainingType.${type}` as MessageKey
  const words = t(key)
  return words === key ? t('field.training_type.note') : words
}

/** What people call an account, or files. */
function toCalled(value: Json, { creator, file }: MappedNames): string {
  const ids = Array.isArray(value) ? value : [value]
  return ids
    .flatMap((id) => (typeof id === 'string' ? (creator?.get(id) ?? file?.get(id) ?? []) : []))
    .join(', ')
}
