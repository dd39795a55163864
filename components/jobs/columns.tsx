import type { ReactNode } from 'react'
import { toHyperParameterSummary } from '@/components/job/hyper-parameter-summary'
import { JobDuration } from '@/components/job/job-duration'
import { JobTime, Unknown } from '@/components/job/job-time'
import { StatusBadge } from '@/components/job/status-badge'
import { CopyButton } from '@/components/ui/copy-button'
import type { Reader } from '@/lib/format/reader'
import { type MirroredJob, toText } from '@/lib/jobs/job'
import type { SortField } from '@/lib/jobs/query'
import type { MessageKey } from '@/lib/messages/translator'

/** How a cell is to be said: to whom, when, and whether times are exact. */
export type CellContext = { reader: Reader; now: number; exact: boolean }

/**
 * A column of the jobs table: label, sort and cell, declared here and nowhere else. Its width, and its place in a
 * card on a phone, stand in `jobs-table.css` under its id.
 */
export type Column = {
  readonly id: string
  readonly label: MessageKey
  readonly sort?: SortField
  /** First click sorts this way; what is counted or dated starts with the most. */
  readonly descendingFirst?: boolean
  readonly number?: boolean
  readonly cell: (job: MirroredJob, context: CellContext) => ReactNode
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'status',
    label: 'jobs.column.status',
    sort: 'status',
    cell: ({ status }, { reader }) => <StatusBadge status={status} t={reader.t} />,
  },
  {
    id: 'name',
    label: 'jobs.column.job',
    sort: 'job_name',
    cell: (job, { reader }) => <JobName job={job} reader={reader} />,
  },
  {
    id: 'model',
    label: 'jobs.column.baseModel',
    sort: 'model',
    cell: ({ base_model }, { reader }) => base_model || <Unknown reader={reader} />,
  },
  {
    id: 'type',
    label: 'jobs.column.type',
    cell: ({ training_type }, { reader }) => training_type || <Unknown reader={reader} />,
  },
  {
    id: 'parameters',
    label: 'jobs.column.hyperParameters',
    cell: (job, { reader }) => <HyperParameters job={job} reader={reader} />,
  },
  {
    id: 'created',
    label: 'jobs.column.created',
    sort: 'create_time',
    descendingFirst: true,
    cell: ({ createdAt }, context) => <JobTime time={createdAt} {...context} />,
  },
  {
    id: 'duration',
    label: 'jobs.column.duration',
    sort: 'duration',
    descendingFirst: true,
    number: true,
    cell: (job, { reader }) => <JobDuration job={job} reader={reader} />,
  },
  {
    id: 'tokens',
    label: 'jobs.column.tokens',
    sort: 'usage',
    descendingFirst: true,
    number: true,
    cell: ({ usage }, { reader }) => (usage === null ? <Unknown reader={reader} /> : reader.number(usage)),
  },
  {
    id: 'output',
    label: 'jobs.column.output',
    cell: (job, { reader }) => <Outcome job={job} reader={reader} />,
  },
]

function JobName({ job, reader }: { job: MirroredJob; reader: Reader }): ReactNode {
  const { job_id, job_name } = job
  const named = job_name !== job_id
  return (
    <span className="line">
      <a href={`/jobs/${encodeURIComponent(job_id)}`} {...(named ? { title: job_name } : {})}>
        <bdi>{job_name}</bdi>
      </a>
      {named && <span className="tail">{toIdTail(job_id)}</span>}
      <CopyButton text={job_id} label={reader.t('jobs.copyId')} />
      {job.deletedAt !== null && <span className="badge off">{reader.t('jobs.deleted')}</span>}
    </span>
  )
}

/** What tells ids of one minute apart: the part behind the last hyphen. */
function toIdTail(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1).slice(-8)
}

function HyperParameters({ job, reader: { t } }: { job: MirroredJob; reader: Reader }): ReactNode {
  const summary = toHyperParameterSummary(job.job)
  if (summary.length === 0) return <span className="quiet">{t('jobs.noHyperParameters')}</span>
  return (
    <a href={`/jobs/${encodeURIComponent(job.job_id)}#hyper-parameters`} data-hyper-parameters={job.job_id}>
      {summary.map(({ name, value }) => (
        <span key={name}>
          <span className="quiet">{toParameterLabel(name, t)}</span> {value}
        </span>
      ))}
    </a>
  )
}

function toParameterLabel(name: string, t: Reader['t']): string {
  const key = `hp.${name}`
  const label = t(key as MessageKey)
  return label === key ? name : label
}

function Outcome({ job, reader }: { job: MirroredJob; reader: Reader }): ReactNode {
  const reason = [toText(job.job.code), toText(job.job.message)].filter(Boolean).join(' · ')
  if (job.status === 'FAILED' && reason)
    return (
      <span title={reason} className="reason">
        {reason}
      </span>
    )
  const output = toText(job.job.finetuned_output)
  if (output === '') return null
  return (
    <span className="line">
      <span title={output} className="id">
        {output}
      </span>
      <CopyButton text={output} label={reader.t('jobs.copyOutput')} />
    </span>
  )
}
