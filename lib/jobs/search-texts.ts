import { type Job, toHyperParameters, toText } from './job'
import type { Json } from './json'

/** A hyper-parameter's value as one text: scalars as they are, arrays and objects as JSON. */
export function toHyperParameterText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Ids of training and validation files, of the newer `…_datasets` too. */
export function toFileIds(job: Job): string[] {
  const ids = [job.training_file_ids, job.validation_file_ids].flatMap((list) =>
    Array.isArray(list) ? list : [list],
  )
  const datasets = [job.training_datasets, job.validation_datasets].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )
  for (const dataset of datasets) {
    if (dataset !== null && typeof dataset === 'object' && !Array.isArray(dataset)) ids.push(dataset.file_id)
  }
  return [...new Set(ids.map(toText))].filter((id) => id !== '')
}

/** Texts of a job that a plain word may occur in, besides models, files and hyper-parameters: what is its own. */
export function toOwnTexts(job: Job, job_name: string): string[] {
  return [job.job_id, job_name, toText(job.finetuned_output), toText(job.model_name)]
}

/** Hyper-parameters as the search sees them, `name=value` each. */
export function toHyperParameterTexts(job: Job): string[] {
  return Object.entries(toHyperParameters(job)).map(
    ([name, value]) => `${name}=${toHyperParameterText(value)}`,
  )
}
