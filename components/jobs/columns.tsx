import { Fragment, type ReactNode } from 'react'
import { toColumnLabel } from '@/components/job/column-label'
import { toHyperParameterSummary } from '@/components/job/hyper-parameter-summary'
import { JobDuration } from '@/components/job/job-duration'
import { JobTime, Unknown } from '@/components/job/job-time'
import { NoCost } from '@/components/job/no-cost'
import { StatusBadge } from '@/components/job/status-badge'
import { CopyButton } from '@/components/ui/copy-button'
import type { Derived } from '@/lib/api/derived'
import type { Reader } from '@/lib/format/reader'
import {
  type ColumnName,
  type HyperParameterField,
  isHyperParameterField,
  type KnownColumn,
  toShownColumns,
} from '@/lib/jobs/column-names'
import { type MirroredJob, toHyperParameters, toText } from '@/lib/jobs/job'
import { toIdTail, toJobRef, toRefPath } from '@/lib/jobs/job-ref'
import type { LogFigures } from '@/lib/jobs/log-figures'
import type { Outlook } from '@/lib/jobs/outlook'
import type { SortField } from '@/lib/jobs/query'
import type { MessageKey, Translate } from '@/lib/messages/translator'

/** How a cell is to be said: to whom, when, and whether times are exact. */
export type CellContext = { reader: Reader; now: number; exact: boolean }

/** A job of the list, with what the server made of it beside what DashScope sent. */
export type ListedJob = MirroredJob & { readonly derived: Derived | undefined }

/**
 * A column of the jobs table: sort and cell are declared here, its label in `column-label.ts`. Its width, and its place in a
 * card on a phone, stand in `jobs-table.css` under its name.
 */
export type Column = {
  readonly name: ColumnName
  readonly label: string
  readonly sort?: SortField
  /** First click sorts this way; what is counted or dated starts with the most. */
  readonly descendingFirst?: boolean
  readonly number?: boolean
  /** Whether a card says what it is, for it has no place of its own there. */
  readonly labelled?: boolean
  readonly cell: (job: ListedJob, context: CellContext) => ReactNode
}

type Declared = Omit<Column, 'name' | 'label'>

const COLUMNS: Record<KnownColumn, Declared> = {
  status: {
    sort: 'status',
    cell: ({ status }, { reader }) => <StatusBadge status={status} t={reader.t} />,
  },
  job_name: {
    sort: 'job_name',
    cell: (job, { reader }) => <JobName job={job} reader={reader} />,
  },
  model: {
    sort: 'model',
    cell: ({ base_model }, { reader }) => base_model || <Unknown reader={reader} />,
  },
  training_type: {
    sort: 'training_type',
    cell: ({ training_type }, { reader }) => training_type || <Unknown reader={reader} />,
  },
  hyper_parameters: {
    cell: (job, { reader }) => <HyperParameters job={job} reader={reader} />,
  },
  create_time: {
    sort: 'create_time',
    descendingFirst: true,
    cell: ({ createdAt }, context) => <JobTime time={createdAt} {...context} />,
  },
  duration: {
    sort: 'duration',
    descendingFirst: true,
    number: true,
    labelled: true,
    cell: (job, { reader }) => (
      <JobDuration job={job} outlook={toOutlook(job.derived?.outlook)} reader={reader} />
    ),
  },
  usage: {
    sort: 'usage',
    descendingFirst: true,
    number: true,
    labelled: true,
    cell: ({ usage }, { reader }) => (usage === null ? <Unknown reader={reader} /> : reader.number(usage)),
  },
  finetuned_output: {
    cell: (job, { reader }) => <Outcome job={job} reader={reader} />,
  },
  creator: {
    sort: 'creator',
    labelled: true,
    cell: ({ creator }, { reader }) => creator || <Unknown reader={reader} />,
  },
  end_time: {
    sort: 'end_time',
    descendingFirst: true,
    labelled: true,
    cell: ({ endedAt }, context) => <JobTime time={endedAt} {...context} />,
  },
  best_eval_loss: toLogColumn('best_eval_loss'),
  final_loss: toLogColumn('final_loss'),
  steps: { ...toLogColumn('steps'), descendingFirst: true },
  cost: {
    number: true,
    labelled: true,
    cell: ({ derived }, { reader }) => <Cost cost={derived?.cost} reader={reader} />,
  },
  job_id: {
    labelled: true,
    cell: ({ job_id }) => job_id,
  },
  source: {
    labelled: true,
    cell: ({ source }, { reader }) => source ?? <Unknown reader={reader} />,
  },
}

/** The columns of these names, the usual ones where there are none; `hasSources` as in `toShownColumns`. */
export function toColumns(names: readonly ColumnName[], t: Translate, hasSources = false): Column[] {
  return toShownColumns(names, hasSources).map((name) =>
    isHyperParameterField(name)
      ? toParameterColumn(name)
      : { name, label: toColumnLabel(name, t), ...COLUMNS[name] },
  )
}

function toOutlook(answered: Derived['outlook']): Outlook | undefined {
  return (
    answered && {
      startedAt: Date.parse(answered.started_at),
      expectedEndAt: Date.parse(answered.expected_end_at),
    }
  )
}

/** A figure of the job's log, with every digit, as beside its curves. */
function toLogColumn(name: keyof LogFigures): Declared {
  return {
    sort: name,
    number: true,
    labelled: true,
    cell: ({ derived }, { reader }) => {
      const value = derived?.[name] ?? null
      return value === null ? <Unknown reader={reader} /> : reader.number(value)
    },
  }
}

function Cost({ cost, reader }: { cost: Derived['cost'] | undefined; reader: Reader }): ReactNode {
  if (!cost) return <Unknown reader={reader} />
  const { state, amount = '', currency = '' } = cost
  return state === 'priced' ? reader.money(amount, currency) : <NoCost state={state} reader={reader} />
}

/** A hyper-parameter of its own, under the name that people type. */
function toParameterColumn(name: HyperParameterField): Column {
  const parameter = name.slice('hp.'.length)
  return {
    name,
    label: parameter,
    sort: name,
    number: true,
    labelled: true,
    cell: ({ job }, { reader }) => {
      const value = toHyperParameters(job)[parameter] ?? null
      if (value === null) return <Unknown reader={reader} />
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
    },
  }
}

function JobName({ job, reader }: { job: MirroredJob; reader: Reader }): ReactNode {
  const { job_id, job_name } = job
  const named = job_name !== job_id
  return (
    <>
      <a
        href={`${process.env.BASE_PATH}/jobs/${toRefPath(toJobRef(job))}`}
        {...(named ? { title: job_name } : {})}
        dir="auto"
      >
        {job_name}
      </a>
      {named && <span className="tail">{toIdTail(job_id)}</span>}
      {job.deletedAt !== null && <span className="badge off">{reader.t('jobs.deleted')}</span>}
      <CopyButton text={job_id} label={reader.t('jobs.copyId')} />
    </>
  )
}

function HyperParameters({ job, reader: { t } }: { job: MirroredJob; reader: Reader }): ReactNode {
  const summary = toHyperParameterSummary(job.job)
  if (summary.length === 0) return <span className="quiet">{t('jobs.noHyperParameters')}</span>
  return (
    <a
      href={`${process.env.BASE_PATH}/jobs/${toRefPath(toJobRef(job))}#hyper-parameters`}
      data-hyper-parameters={toJobRef(job)}
    >
      {summary.map(({ name, value }) => (
        <Fragment key={name}>
          <span className="quiet">{`${toParameterLabel(name, t)}\u00a0`}</span>
          {`${value} `}
        </Fragment>
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
    <>
      <span title={output} className="id">
        {output}
      </span>
      <CopyButton text={output} label={reader.t('jobs.copyOutput')} />
    </>
  )
}
