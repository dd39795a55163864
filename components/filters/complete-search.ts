import type { ParameterValues } from '@/lib/jobs/parameter-values'

/** As many as a list shows without scrolling far. */
const MOST = 12

/** Numbers of a job that are compared like hyper-parameters, with what one would ask of them. */
const OWN: readonly ParameterValues[] = [
  { name: 'usage', jobs: 0, values: ['1000000'] },
  { name: 'duration', jobs: 0, values: ['30m', '2h'] },
]

/** Whole texts of a search whose last word goes on with a name that occurs, or behind a name with its values. */
export function completeSearch(text: string, parameters: readonly ParameterValues[]): string[] {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(text) ?? []
  const [, name, operator] = /^([^=<>]+)(>=|<=|=|>|<)/.exec(word) ?? []
  const known = [...parameters, ...OWN]
  const words =
    name && operator
      ? known
          .filter((parameter) => parameter.name.toLowerCase() === name.toLowerCase())
          .flatMap((parameter) => parameter.values.map((value) => `${name}${operator}${value}`))
      : known.map((parameter) => `${parameter.name}=`)
  const wanted = word.toLowerCase()
  return words
    .filter((candidate) => candidate.toLowerCase().startsWith(wanted) && candidate !== word)
    .slice(0, MOST)
    .map((candidate) => before + candidate)
}
