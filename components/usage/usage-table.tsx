import type { ReactNode } from 'react'
import { BarSwatch } from '@/components/charts/stacked-bars'
import { Unknown } from '@/components/job/job-time'
import { toTableText } from '@/lib/format/table-text'
import type { UsageFigures } from '@/lib/jobs/usage-sum'
import type { Change, UsageRow } from '@/lib/jobs/usage-table'
import type { Translate } from '@/lib/messages/translator'
import { ChangeText } from './change-text'
import { CostText } from './cost-text'
import { toBehind, toGroupLabel, type UsageContext } from './usage-context'

/** What groups come to, the most first, with their sum: the numbers of the bars. */
export function UsageTable({
  rows,
  totals,
  change,
  context,
}: {
  rows: readonly UsageRow[]
  totals: UsageFigures
  /** Of all groups together. */
  change: Change
  context: UsageContext
}): ReactNode {
  const { query, reader } = context
  const { t } = reader
  const title = t(query.group ? `usage.group.${query.group}` : 'usage.all')
  const heads = toHeads(title, t)
  return (
    <section className="mt-6">
      <div className="mb-2 flex items-center justify-between gap-3">
        <p className="text-aside text-ink3">
          {t('usage.changeNote', { measure: t(`usage.measure.${query.measure}`) })}
        </p>
        <button
          type="button"
          data-copy={toTableText([
            heads,
            ...rows.map((row) => toCopied(toGroupLabel(context, row.value), row.figures, row)),
            toCopied(t('usage.all'), totals, { share: rows.length > 0 ? 1 : null, change }),
          ])}
          className="copy-button control"
        >
          {t('usage.copyTable')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} className="relative overflow-x-auto">
        <table aria-label={title} className="usage-table">
          <Heads heads={heads} />
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.value ?? ''}>
                <th scope="row">
                  <span className="group" {...(row.value ? { title: row.value } : {})}>
                    <BarSwatch index={rows.length > 5 ? index : Math.min(index, 4)} />
                    <Behind href={toBehind(context, row.value)}>
                      <bdi>{toGroupLabel(context, row.value)}</bdi>
                    </Behind>
                  </span>
                </th>
                <Figures
                  figures={row.figures}
                  href={toBehind(context, row.value)}
                  row={row}
                  context={context}
                />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('usage.all')}</th>
              <Figures
                figures={totals}
                href={toBehind(context, undefined)}
                row={{ share: rows.length > 0 ? 1 : null, change }}
                context={context}
              />
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  )
}

/** What the columns are called, behind one of groups or of periods. */
export function toHeads(title: string, t: Translate): string[] {
  return [
    title,
    t('usage.jobs'),
    t('usage.tokens'),
    t('usage.time'),
    t('usage.share'),
    t('usage.change'),
    t('jobs.column.cost'),
  ]
}

/** The head of a table of figures, from {@link toHeads}. */
export function Heads({ heads }: { heads: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** The cells of figures; also of a table by period. */
export function Figures({
  figures,
  href,
  row,
  context: { reader },
}: {
  figures: UsageFigures
  href: string | null
  row: Pick<UsageRow, 'share' | 'change'>
  context: UsageContext
}): ReactNode {
  return (
    <>
      <td>
        <Behind href={href}>{reader.number(figures.jobs)}</Behind>
      </td>
      <td>
        {figures.usage_unknown < figures.jobs || figures.jobs === 0 ? (
          <Behind href={href}>{reader.number(figures.usage)}</Behind>
        ) : (
          <Unknown reader={reader} />
        )}
      </td>
      <td>{reader.duration(figures.duration_seconds)}</td>
      <td>{row.share === null ? <Unknown reader={reader} /> : `${reader.percent(row.share)} %`}</td>
      <td>
        <ChangeText change={row.change} reader={reader} />
      </td>
      <td>
        <CostText cost={figures.cost} reader={reader} />
      </td>
    </>
  )
}

function Behind({ href, children }: { href: string | null; children: ReactNode }): ReactNode {
  return href === null ? children : <a href={href}>{children}</a>
}

/** A row for a spreadsheet: plain numbers, seconds, ratios, and one amount for each currency. */
function toCopied(label: string, figures: UsageFigures, row: Pick<UsageRow, 'share' | 'change'>): string[] {
  const { amounts } = figures.cost
  return [
    label,
    String(figures.jobs),
    figures.usage_unknown < figures.jobs ? String(figures.usage) : '',
    String(figures.duration_seconds),
    row.share === null ? '' : String(Number(row.share.toFixed(6))),
    row.change === null
      ? ''
      : typeof row.change === 'number'
        ? String(Number(row.change.toFixed(6)))
        : row.change,
    amounts.length === 1
      ? (amounts[0]?.amount ?? '')
      : amounts.map((one) => `${one.amount} ${one.currency}`).join(' '),
  ]
}
