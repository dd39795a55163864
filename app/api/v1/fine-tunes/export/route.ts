import { readJobsQuery, toInvalidParameterMessage } from '@/lib/api/jobs-query'
import { EXPORT_FORMATS } from '@/lib/jobs/query'
import { ApiError } from '@/lib/server/api-error'
import { toRoute } from '@/lib/server/route'
import { exportJobs, toByteStream, toExportName } from '@/lib/server/services/export-jobs'
import { requireJobs } from '@/lib/server/services/list-jobs'

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

export const GET = toRoute(async ({ services, params }) => {
  const now = services.clock()
  const { query, problems } = readJobsQuery(params, { page_size: 10, hasSources: services.hasSources }, now)
  const asked = params.get('format') || 'csv'
  const format = EXPORT_FORMATS.find((name) => name === asked)
  const message = [
    toInvalidParameterMessage(problems),
    format ? '' : `format takes one of ${EXPORT_FORMATS.join(', ')}.`,
  ].filter((part) => part !== '')
  if (!format || message.length > 0) throw new ApiError(400, 'InvalidParameter', message.join(' '))
  services.mirror.look()
  requireJobs(services, query.source)
  const name = toExportName(query, format, now)
  return new Response(toByteStream(exportJobs(services, query, format)), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '-')}"; filename*=UTF-8''${toHeaderText(name)}`,
      'cache-control': 'private, no-store',
    },
  })
})

/** As RFC 8187 writes what is not ASCII. */
function toHeaderText(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}
