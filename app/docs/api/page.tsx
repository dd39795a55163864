import { ApiView } from '@/components/api-docs/api-view'
import { PageHead } from '@/components/layout/page-head'
import { OPERATIONS } from '@/lib/api/openapi/operations'
import { getServices } from '@/lib/server/board'

/** The API for people; for programs it is at /api/openapi.json. */
export default function ApiPage() {
  const { t } = getServices().reader
  const paths = OPERATIONS.map(({ path, summary, parameters }) => ({
    path,
    summary,
    parameters: parameters.map(({ name, description, schema }) => ({
      name,
      description,
      takes: Array.isArray(schema.enum) ? schema.enum.join(', ') : String(schema.type ?? 'string'),
    })),
  }))
  return (
    <>
      <PageHead title={t('api.title')} />
      <ApiView paths={paths} t={t} />
    </>
  )
}
