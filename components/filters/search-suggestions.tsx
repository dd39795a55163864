'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HyperParametersAnswer } from '@/lib/api/hyper-parameters'
import { fetchJson } from '@/lib/client/fetch-json'
import { completeSearch } from './complete-search'

/**
 * What a search could go on with, out of the names and values that occur: buttons below the field while it is used,
 * and not a datalist, which would make another kind of field of it. Loaded when the field is first used.
 */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function SearchSuggestions({
  text,
  label,
  onChoose,
}: {
  text: string
  label: string
  onChoose: (text: string) => void
}): ReactNode {
  const { data } = useQuery({
    queryKey: ['hyper-parameters'],
    queryFn: ({ signal }) => fetchJson<HyperParametersAnswer>('/api/v1/hyper-parameters', signal),
    staleTime: 60_000,
    retry: false,
  })
  const completed = /\S$/.test(text) ? completeSearch(text, data?.output.parameters ?? []) : []
  if (completed.length === 0) return null
  return (
    <ul aria-label={label} className="search-suggestions floating">
      {completed.map((value) => (
        <li key={value}>
          <button
            type="button"
            // The focus stays in the field, which is what is gone on with.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(value)}
          >
            {value}
          </button>
        </li>
      ))}
    </ul>
  )
}
