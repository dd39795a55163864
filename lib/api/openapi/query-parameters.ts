import { z } from 'zod'
import { EXPECTED, jobsParameters } from '../jobs-query'

type JsonSchema = { readonly [keyword: string]: unknown }

/** A parameter as OpenAPI describes it. */
export type ApiParameter = {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly description: string
  readonly required?: boolean
  readonly schema: JsonSchema
}

/** What each parameter of the list of jobs means, beside what its schema says. */
const MEANINGS: { readonly [name in keyof typeof jobsParameters]: string } = {
  page_no: 'Page; default 1. One past the end is empty, with the true total.',
  page_size: 'Rows a page; default 10.',
  model: 'Jobs based on that model: base_model or model equals it. May be repeated: any of them.',
  status: 'Status, in any case. May be repeated: any of them.',
  training_type: 'Equals. May be repeated: any of them.',
  creator: 'Equals. May be repeated: any of them.',
  source: 'Name of an account, where the board shows several. May be repeated: any of them.',
  created_from: `create_time from then on: ${EXPECTED.date}. A bare day is one in Beijing time.`,
  created_to: 'create_time up to then: as created_from; a bare day is included whole, a time is not.',
  q: `All words must hold: plain words in ids, names, models, files, errors and hyper-parameters; name=value, name=a..b, name>x, name<=x compare a hyper-parameter, usage, duration, best_eval_loss, final_loss or steps. ${EXPECTED.q}.`,
  sort: 'Order; default -create_time. Jobs without the value come last in both directions.',
  deleted: 'Jobs that DashScope no longer lists; default exclude.',
  refresh: 'First asks DashScope for the newest page (at most once in 5 s).',
}

/** The parameters of the list of jobs but some, as OpenAPI describes them; read off the one definition in zod. */
export function toQueryParameters(without: readonly string[] = []): ApiParameter[] {
  return Object.entries(jobsParameters)
    .filter(([name]) => !without.includes(name))
    .map(([name, schema]) => ({
      name,
      in: 'query',
      description: MEANINGS[name as keyof typeof MEANINGS],
      schema: toJsonSchema(schema),
    }))
}

/** The schema of what a parameter is once it is read: a number where its text is one. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...keywords } = z.toJSONSchema(schema)
  return keywords
}
