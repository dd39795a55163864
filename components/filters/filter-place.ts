import type { JobsQueryDefaults } from '@/lib/jobs/query'

/** The page that filters narrow. */
export type FilterPlace = {
  /** Where its forms go. */
  readonly action: string
  readonly defaults: JobsQueryDefaults
  /** Parameters of the page besides those of a query of jobs. */
  readonly parameters?: readonly (readonly [name: string, value: string])[]
}
