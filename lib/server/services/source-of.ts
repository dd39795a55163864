import 'server-only'
import type { MirroredJob } from '@/lib/jobs/job'

/** The source that a job is of: the one that it names, or the only one. Throws where there is none. */
export function toSourceOf<Source extends { readonly name: string }>(
  sources: readonly Source[],
  { source }: Pick<MirroredJob, 'source'>,
): Source {
  const found = source === undefined ? sources[0] : sources.find(({ name }) => name === source)
  if (!found) throw new Error('This job is of no source of the board.')
  return found
}
