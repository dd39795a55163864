'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { FilterBar } from '@/components/filters/filter-bar'
import { useSurroundings } from '@/components/ui/surroundings'
import { toAddress } from '@/components/ui/to-address'
import type { JobsAnswer } from '@/lib/api/jobs'
import type { JobsQuery } from '@/lib/jobs/query'
import {
  serializeUsageQuery,
  toUsageParameters,
  USAGE_DEFAULTS,
  type UsageQuery,
} from '@/lib/jobs/usage-query'

/** The filters of the list, narrowing usage. */
export function UsageFilters({
  query,
  facets,
}: {
  query: UsageQuery
  facets: JobsAnswer['output']['facets']
}): ReactNode {
  const router = useRouter()
  const { reader } = useSurroundings()
  const toHref = (jobs: JobsQuery) => {
    const search = serializeUsageQuery({ ...query, jobs })
    return `${process.env.BASE_PATH}/usage${search && `?${search}`}`
  }
  return (
    <FilterBar
      query={query.jobs}
      facets={facets}
      place={{
        action: `${process.env.BASE_PATH}/usage`,
        defaults: USAGE_DEFAULTS,
        parameters: toUsageParameters(query),
      }}
      toHref={(change) => toHref({ ...query.jobs, ...change })}
      onChange={(next, typing) =>
        router[typing ? 'replace' : 'push'](toAddress(toHref(next)), { scroll: false })
      }
      reader={reader}
    />
  )
}
