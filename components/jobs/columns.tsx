import type { ReactNode } from 'react'
import { toHyperParameterSummary } from '@/components/job/hyper-parameter-summary'
import { JobDuration } from '@/components/job/job-duration'
import { JobTime, Unknown } from '@/components/job/job-time'
import { StatusBadge } from '@/components/job/status-badge'
import { CopyButton } from '@/components/ui/copy-button'
import type { Reader } from '@/lib/format/reader'
import { type MirroredJob, toText } from '@/lib/jobs/job'
import type { SortField } from '@/lib/jobs/query'
import type { MessageKey, Translate } from '@/lib/messages/translator'

/** How a cell is to be said: to whom, when, and whether times are exact. */
export type CellContext = { reader: Reader; now: number; exact: boolean }

/** A column of the jobs table: label, sort, place and cell, declared here and nowhere else. */
export type Column = {
  readonly id: string
  readonly label: MessageKey
  readonly sort?: SortField
  /** First click sorts this way; what is counted or dated starts with the most. */
  readonly descendingFirst?: boolean
  readonly number?: boolean
  /** Of the column in a wide table, and its place in a card on a phone. */
  readonly width: string
  readonly card: string
  readonly cell: (job: MirroredJob, context: CellContext) => ReactNode
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'status',
    label: 'jobs.column.status',
    sort: 'status',
    width: 'w-[124px]',
    card: 'phone:[grid-area:status]',
    cell: ({ status }, { reader }) => <StatusBadge status={status} t={reader.t} />,
  },
  {
    id: 'job',
    label: 'jobs.column.job',
    sort: 'job_name',
    width: 'w-[290px]',
    card: 'phone:[grid-area:name]',
    cell: (job, { reader }) => <JobName job={job} reader={reader} />,
  },
  {
    id: 'base_model',
    label: 'jobs.column.baseModel',
    sort: 'model',
    width: 'w-[156px]',
    card: 'phone:[grid-area:model]',
    cell: ({ base_model }, { reader }) => <Text value={base_model} reader={reader} />,
  },
  {
    id: 'training_type',
    label: 'jobs.column.type',
    width: 'w-[116px]',
    card: 'phone:[grid-area:type]',
    cell: ({ training_type }, { reader }) => <Text value={training_type} reader={reader} mono />,
  },
  {
    id: 'hyper_parameters',
    label: 'jobs.column.hyperParameters',
    width: 'w-[236px]',
    card: 'phone:[grid-area:parameters]',
    cell: (job, { reader }) => <HyperParameters job={job} t={reader.t} />,
  },
  {
    id: 'create_time',
    label: 'jobs.column.created',
    sort: 'create_time',
    descendingFirst: true,
    width: 'w-[112px]',
    card: 'phone:[grid-area:created] phone:text-right',
    cell: ({ createdAt }, context) => <JobTime time={createdAt} {...context} />,
  },
  {
    id: 'duration',
    label: 'jobs.column.duration',
    sort: 'duration',
    descendingFirst: true,
    number: true,
    width: 'w-[104px]',
    card: 'phone:[grid-area:duration]',
    cell: (job, { reader, now }) => <JobDuration job={job} reader={reader} now={now} />,
  },
  {
    id: 'usage',
    label: 'jobs.column.tokens',
    sort: 'usage',
    descendingFirst: true,
    number: true,
    width: 'w-[120px]',
    card: 'phone:[grid-area:tokens]',
    cell: ({ usage }, { reader }) => (usage === null ? <Unknown reader={reader} /> : reader.number(usage)),
  },
  {
    id: 'finetuned_output',
    label: 'jobs.column.output',
    width: 'min-w-[180px]',
    card: 'phone:[grid-area:output]',
    cell: (job, { reader }) => <Outcome job={job} reader={reader} />,
  },
]

function JobName({ job, reader }: { job: MirroredJob; reader: Reader }): ReactNode {
  const named = job.job_name !== job.job_id
  return (
    <span className="flex min-w-0 items-center gap-2">
      <a
        href={`/jobs/${encodeURIComponent(job.job_id)}`}
        title={named ? `${job.job_name} · ${job.job_id}` : job.job_id}
        className="truncate py-0.5 font-medium hover:text-accent phone:py-2"
      >
        <bdi>{job.job_name}</bdi>
      </a>
      {named && <span className="font-mono text-mono text-ink3">{toIdTail(job.job_id)}</span>}
      <CopyButton text={job.job_id} label={reader.t('jobs.copyId', { id: job.job_id })} />
      {job.deletedAt !== null && (
        <span className="rounded-full bg-off-ground px-2 text-aside text-off">
          {reader.t('jobs.deleted')}
        </span>
      )}
    </span>
  )
}

/** What tells ids of one minute apart: the part behind the last hyphen. */
function toIdTail(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1).slice(-8)
}

function Text({ value, reader, mono = false }: { value: string; reader: Reader; mono?: boolean }): ReactNode {
  if (value === '') return <Unknown reader={reader} />
  return (
    <span title={value} className={`block truncate ${mono ? 'font-mono text-mono text-ink2' : ''}`}>
      {value}
    </span>
  )
}

function HyperParameters({ job, t }: { job: MirroredJob; t: Translate }): ReactNode {
  const summary = toHyperParameterSummary(job.job)
  if (summary.length === 0) return <span className="text-ink3">{t('jobs.noHyperParameters')}</span>
  return (
    <a
      href={`/jobs/${encodeURIComponent(job.job_id)}#hyper-parameters`}
      data-hyper-parameters={job.job_id}
      title={t('jobs.allHyperParameters')}
      className="flex gap-3 truncate py-0.5 hover:text-accent phone:flex-wrap phone:py-2"
    >
      {summary.map(({ name, value }) => (
        <span key={name} className="shrink-0 whitespace-nowrap">
          <span className="text-ink3">{toParameterLabel(name, t)}</span> {value}
        </span>
      ))}
    </a>
  )
}

function toParameterLabel(name: string, t: Translate): string {
  const key = `hp.${name}`
  const label = t(key as MessageKey)
  return label === key ? name : label
}

function Outcome({ job, reader }: { job: MirroredJob; reader: Reader }): ReactNode {
  const reason = [toText(job.job.code), toText(job.job.message)].filter(Boolean).join(' · ')
  if (job.status === 'FAILED' && reason)
    return (
      <span
        title={reason}
        className="block truncate text-aside leading-5 text-failed phone:whitespace-normal"
      >
        {reason}
      </span>
    )
  const output = toText(job.job.finetuned_output)
  if (output === '') return null
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span title={output} className="truncate font-mono text-mono text-ink2">
        {output}
      </span>
      <CopyButton text={output} label={reader.t('jobs.copyOutput', { model: output })} />
    </span>
  )
}
