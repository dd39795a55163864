/** Columns of the jobs table that every job can have, in the order in which they are offered; named as in the data. */
export const COLUMN_NAMES = [
  'status',
  'job_name',
  'model',
  'training_type',
  'hyper_parameters',
  'create_time',
  'duration',
  'usage',
  'finetuned_output',
  'creator',
  'end_time',
  'best_eval_loss',
  'final_loss',
  'steps',
  'cost',
  'job_id',
  'source',
] as const

/** Those that are shown where nothing was chosen. */
export const DEFAULT_COLUMNS: readonly ColumnName[] = COLUMN_NAMES.slice(0, 9)

/** Those that are shown where nothing was chosen and the board has several accounts. */
const DEFAULT_COLUMNS_OF_SEVERAL: readonly ColumnName[] = DEFAULT_COLUMNS.flatMap((name) =>
  name === 'job_name' ? [name, 'source' as const] : [name],
)

/** The columns that `columns` of a query stands for; `hasSources` as in `JobsQueryDefaults`. */
export function toShownColumns(columns: readonly ColumnName[], hasSources = false): readonly ColumnName[] {
  if (columns.length > 0) return columns
  return hasSources ? DEFAULT_COLUMNS_OF_SEVERAL : DEFAULT_COLUMNS
}

export type KnownColumn = (typeof COLUMN_NAMES)[number]

/** A column of one hyper-parameter: `hp.learning_rate`. */
export type HyperParameterField = `hp.${string}`
export type ColumnName = KnownColumn | HyperParameterField

/** More than a table can hold for an eye. */
const MOST = 24

/** Whether this names one hyper-parameter; any name will do, for they are DashScope's to choose. */
export function isHyperParameterField(value: string): value is HyperParameterField {
  return /^hp\.[^\s,]{1,64}$/.test(value)
}

/** Whether this names a column: one that every job can have, or a hyper-parameter's. */
export function isColumnName(value: string): value is ColumnName {
  return COLUMN_NAMES.some((name) => name === value) || isHyperParameterField(value)
}

/**
 * Columns in their one form: known ones, none twice; the name among them, for it leads to the job. [] stands for the
 * usual ones, as `toShownColumns` has them.
 */
export function toColumnNames(values: readonly string[], hasSources = false): ColumnName[] {
  const known = [...new Set(values.filter(isColumnName))].slice(0, MOST)
  if (known.length === 0) return []
  const named: ColumnName[] = known.includes('job_name') ? known : ['job_name', ...known]
  return named.join() === toShownColumns([], hasSources).join() ? [] : named
}
