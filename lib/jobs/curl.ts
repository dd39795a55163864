import { type JobsQuery, serializeJobsQuery } from './query'

export const SHELLS = ['bash', 'cmd', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

/**
 * The part of a query that DashScope's own list call takes (`page_no`, `page_size` and one `model`), and the names of
 * the parameters that it does not. Source: "List fine-tuning jobs", DashScope API reference.
 */
export function toUpstreamTarget(query: JobsQuery): { search: string; dropped: string[] } {
  const params = new URLSearchParams()
  const [model] = query.model
  if (model !== undefined && query.model.length === 1) params.set('model', model)
  params.set('page_no', String(query.page_no))
  params.set('page_size', String(query.page_size))
  const asked = { ...query, columns: [] }
  const set = new URLSearchParams(serializeJobsQuery(asked, { page_size: query.page_size }))
  const dropped = [...new Set(set.keys())].filter((name) => !params.has(name))
  return { search: params.toString(), dropped }
}

/** A curl command for a shell. The key stays in the environment variable that the official SDKs read. */
export function toCurl(shell: Shell, url: string, withKey: boolean): string {
  const { program, quote, key, next } = SYNTAX[shell]
  const lines = [`${program} --location ${quote(url)}`]
  if (withKey) lines.push(`--header "Authorization: Bearer ${key}"`)
  return lines.join(` ${next}\n  `)
}

type Syntax = { program: string; quote: (text: string) => string; key: string; next: string }

const SYNTAX: Record<Shell, Syntax> = {
  bash: {
    program: 'curl',
    quote: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
    key: '$DASHSCOPE_API_KEY',
    next: '\\',
  },
  cmd: {
    program: 'curl',
    // An address holds no double quote: it is percent-encoded. Typed at a prompt, `%3A` of it stays as it is.
    quote: (text) => `"${text}"`,
    key: '%DASHSCOPE_API_KEY%',
    next: '^',
  },
  powershell: {
    program: 'curl.exe',
    quote: (text) => `'${text.replaceAll("'", "''")}'`,
    key: '$env:DASHSCOPE_API_KEY',
    next: '`',
  },
}
