/** A value of a page's address that was set aside: the parameter, what it got, and the end of the key of what it takes. */
export type ViewProblem = {
  readonly parameter: string
  readonly value: string
  readonly expected: {
    readonly key: 'axis' | 'scale' | 'smooth' | 'flag' | 'baseline' | 'curve' | 'pageNo' | 'q' | 'once'
  }
}

/**
 * The value of a parameter that stands once, if at all; '' where it is absent or empty. One that is not `isGood`, or
 * several, are set aside into `problems`.
 */
export function readOnce(
  params: URLSearchParams,
  parameter: string,
  key: ViewProblem['expected']['key'],
  isGood: (value: string) => boolean,
  problems: ViewProblem[],
): string {
  const given = params.getAll(parameter).filter((value) => value !== '')
  const [value = ''] = given
  if (given.length === 0 || (given.length === 1 && isGood(value))) return value
  problems.push({
    parameter,
    value: given.join(', '),
    expected: { key: given.length > 1 ? 'once' : key },
  })
  return ''
}

/** Whether a parameter that takes `true` or `false` is on; {@link readOnce} of it. */
export function readFlag(params: URLSearchParams, parameter: string, problems: ViewProblem[]): boolean {
  const isFlag = (value: string) => value === 'true' || value === 'false'
  return readOnce(params, parameter, 'flag', isFlag, problems) === 'true'
}
