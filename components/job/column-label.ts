import { type ColumnName, isHyperParameterField, type KnownColumn } from '@/lib/jobs/column-names'
import type { MessageKey, Translate } from '@/lib/messages/translator'

const LABELS: Record<KnownColumn, MessageKey> = {
  status: 'jobs.column.status',
  job_name: 'jobs.column.job',
  model: 'jobs.column.baseModel',
  training_type: 'jobs.column.type',
  hyper_parameters: 'jobs.column.hyperParameters',
  create_time: 'jobs.column.created',
  duration: 'jobs.column.duration',
  usage: 'jobs.column.tokens',
  finetuned_output: 'jobs.column.output',
  creator: 'jobs.filter.creator',
  end_time: 'jobs.column.ended',
  best_eval_loss: 'jobs.column.bestEvalLoss',
  final_loss: 'jobs.column.finalLoss',
  steps: 'jobs.column.steps',
  cost: 'jobs.column.cost',
  job_id: 'jobs.column.id',
  source: 'jobs.filter.source',
}

/** The head of a column; a hyper-parameter goes by the name that people type. */
export function toColumnLabel(name: ColumnName, t: Translate): string {
  return isHyperParameterField(name) ? name.slice('hp.'.length) : t(LABELS[name])
}
