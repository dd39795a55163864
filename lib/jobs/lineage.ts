import { type MirroredJob, toText } from './job'
import { defaultJobsQuery, type JobsQuery } from './query'
import { toFileIds } from './search-texts'
import { selectJobs } from './select'
import type { Snapshot } from './snapshot'

/** Where a job comes from, and what came of it. */
export type Lineage = {
  /** The job whose output this one goes on from; `null` where the mirror has none. */
  readonly parent: MirroredJob | null
  /** Jobs that go on from this one's output, newest first, and how many there are. */
  readonly children: readonly MirroredJob[]
  readonly childCount: number
  /** Other jobs with its first training file, newest first, and how many there are. */
  readonly siblings: readonly MirroredJob[]
  readonly siblingCount: number
  /** That file. */
  readonly file_id: string | null
}

const MOST = 20

/** Finds a job's relatives among those of a snapshot, deleted ones too. */
export function toLineage(snapshot: Snapshot, entry: MirroredJob): Lineage {
  const { job } = entry
  const output = toText(job.finetuned_output)
  const [file_id = null] = toTrainingFileIds(entry)
  // Models and files are an account's own, whatever another calls by their names.
  const source = entry.source === undefined ? [] : [entry.source]
  const others = (query: Partial<JobsQuery>, isOne: (other: MirroredJob) => boolean) =>
    selectJobs(snapshot, { ...defaultJobsQuery(200), deleted: 'include', source, ...query }, 0).rows.filter(
      (other) => other.job_id !== entry.job_id && isOne(other),
    )
  const isOutput = (other: MirroredJob) => toText(other.job.finetuned_output) === entry.model
  const parents = isWord(entry.model) && entry.model !== toText(job.base_model)
  const children = output ? others({ model: [output] }, (other) => other.model === output) : []
  const siblings =
    file_id && isWord(file_id)
      ? others({ q: file_id }, (other) => toTrainingFileIds(other).includes(file_id))
      : []
  return {
    parent: parents ? (others({ q: entry.model }, isOutput).at(-1) ?? null) : null,
    children: children.slice(0, MOST),
    childCount: children.length,
    siblings: siblings.slice(0, MOST),
    siblingCount: siblings.length,
    file_id,
  }
}

function toTrainingFileIds({ job }: MirroredJob): string[] {
  return toFileIds({ ...job, validation_file_ids: [], validation_datasets: [] })
}

/** Whether a text can be searched for as one plain word. */
function isWord(text: string): boolean {
  return text !== '' && text.length <= 200 && !/[\s=<>]/.test(text)
}
