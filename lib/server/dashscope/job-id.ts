import 'server-only'

/** Whether a text may stand as a job id in an upstream path. `.` and `..` would name another path. */
export function isJobId(text: string): boolean {
  return /^[A-Za-z0-9._:-]{1,128}$/.test(text) && !/^\.\.?$/.test(text)
}
