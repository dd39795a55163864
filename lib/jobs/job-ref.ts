import type { MirroredJob } from './job'

/**
 * By what a job is known on the board and in its addresses: its `job_id`, and where there are several sources
 * `source:job_id`, for two accounts may each have a job of one id.
 */
export function toJobRef({ source, job_id }: Pick<MirroredJob, 'source' | 'job_id'>): string {
  return source === undefined ? job_id : `${source}:${job_id}`
}

/** What tells ids of one minute apart: the part behind the last hyphen, of which the last eight characters. */
export function toIdTail(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1).slice(-8)
}

/** A {@link toJobRef} as a part of a path; colons stand there as they are. */
export function toRefPath(ref: string): string {
  return encodeURIComponent(ref).replaceAll('%3A', ':')
}

/**
 * The counterpart of {@link toJobRef}: of an id that begins with the name of a source and a colon, that source and the
 * id in it; of any other (ids may hold colons, too) the whole id, and no source.
 */
export function parseJobRef(
  ref: string,
  sources: readonly string[],
): { source: string | null; job_id: string } {
  const source = sources.find((name) => ref.startsWith(`${name}:`)) ?? null
  return { source, job_id: source === null ? ref : ref.slice(source.length + 1) }
}
