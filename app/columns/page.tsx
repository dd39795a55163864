import { redirect } from 'next/navigation'
import { ColumnsForm } from '@/components/columns/columns-form'
import { PageHead } from '@/components/layout/page-head'
import { toShownColumns } from '@/lib/jobs/column-names'
import { moveColumn, toNextMove } from '@/lib/jobs/move-column'
import { PAGE_SIZE } from '@/lib/jobs/page-size'
import { selectParameterValues } from '@/lib/jobs/parameter-values'
import { serializeJobsQuery } from '@/lib/jobs/query'
import { getServices } from '@/lib/server/board'
import { getRequestContext } from '@/lib/server/front-door/request-context'
import { readPreferences } from '@/lib/server/preferences'
import { readPage } from '@/lib/server/services/read-page'

/** Which columns the table of jobs has, and in which order. The query around them is kept. */
export default function ColumnsPage() {
  const { reader, mirror, clock, hasSources } = getServices()
  const defaults = { page_size: PAGE_SIZE, hasColumns: true, hasSources }
  const { query, redirectTo } = readPage(defaults, clock())
  const move = new URLSearchParams(getRequestContext().target.split('?')[1]).get('move')
  if (move) {
    const columns = moveColumn(toShownColumns(query.columns, hasSources), move)
    // The fragment names a button, which a browser brings into sight and gives the focus.
    const button = encodeURIComponent(toNextMove(columns, move))
    redirect(`/columns?${serializeJobsQuery({ ...query, columns }, defaults)}#${button}`)
  }
  if (redirectTo) redirect(redirectTo)
  const occurring = selectParameterValues(mirror.snapshot()).map(({ name }) => `hp.${name}` as const)
  return (
    <>
      <PageHead title={reader.t('columns.title')} />
      <h1 className="mt-4 text-title font-semibold">{reader.t('columns.title')}</h1>
      <ColumnsForm
        query={query}
        pageSize={PAGE_SIZE}
        occurring={occurring}
        isDefault={query.columns.length > 0 && readPreferences().columns.join() === query.columns.join()}
        hasSources={hasSources}
        t={reader.t}
      />
    </>
  )
}
