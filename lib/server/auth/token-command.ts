import 'server-only'
import { parseArgs } from 'node:util'
import type { AuthRecords, TokenRecord } from '../store/auth-records'
import { toLinkScope } from './link-scope'
import { createToken, isOver } from './tokens'

const USAGE = `npm run token -- create NAME [--days 90]   makes a token for scripts and prints it, once
                                           (with --for '/feed.atom?status=FAILED' one for that address alone)
npm run token -- list                      says which there are
npm run token -- revoke NAME               ends one at once`

const LONGEST_NAME = 64

/** What a command has to say, and whether it went well. */
export type CommandResult = { readonly text: string; readonly isDone: boolean }

/** Does what `npm run token` was asked for. */
export async function runTokenCommand(
  words: readonly string[],
  records: AuthRecords,
  now: number,
): Promise<CommandResult> {
  const failed = (text: string): CommandResult => ({ text, isDone: false })
  const done = (text: string): CommandResult => ({ text, isDone: true })
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(words)
  } catch (error) {
    return failed(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const [verb, name, ...more] = parsed.positionals
  const { days } = parsed.values
  const link = parsed.values.for === undefined ? null : toLinkScope(parsed.values.for)
  if (verb === 'list' && name === undefined) return done(toTable(await records.listTokens(), now))
  if (name === undefined || more.length > 0) return failed(USAGE)
  if (verb === 'revoke')
    return (await records.removeToken(name))
      ? done(`${name} is revoked.`)
      : failed(`There is no token ${JSON.stringify(name)}.`)
  if (verb !== 'create') return failed(USAGE)
  if (!/^[\w.@ -]+$/.test(name) || name.length > LONGEST_NAME)
    return failed(`A name takes letters, digits, spaces and . _ - @, at most ${LONGEST_NAME} of them.`)
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) return failed('--days takes a whole number from 1.')
  if (parsed.values.for !== undefined && !link)
    return failed('--for takes /feed.atom or /badge.svg with its query, as it will be asked for.')
  const scope = link?.scope ?? null
  const token = await createToken(
    records,
    { name, days: days === undefined ? null : Number(days), scope },
    now,
  )
  return token === null
    ? failed(`There is a token ${JSON.stringify(name)} already; revoke it, or take another name.`)
    : done(token)
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    options: { days: { type: 'string' }, for: { type: 'string' } },
    allowPositionals: true,
  })
}

function toTable(tokens: readonly TokenRecord[], now: number): string {
  if (tokens.length === 0) return 'There are no tokens.'
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const rows = tokens.map((token) => [
    token.name,
    `made ${day(token.createdAt)}`,
    token.expiresAt === null ? 'no end' : `${isOver(token, now) ? 'ended' : 'until'} ${day(token.expiresAt)}`,
    token.usedAt === null ? 'never used' : `used ${new Date(token.usedAt).toISOString().slice(0, 16)}Z`,
    token.scope === null ? '' : `only ${token.scope}`,
  ])
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
