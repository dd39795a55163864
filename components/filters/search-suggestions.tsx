'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HyperParametersAnswer } from '@/lib/api/hyper-parameters'
import { fetchJson } from '@/lib/client/fetch-json'
import { completeSearch } from './complete-search'

/** What a search could go on with, out of the names and values that occur; loaded when the field is first used. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default
export default function SearchSuggestions({ id, text }: { id: string; text: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['hyper-parameters'],
    queryFn: ({ signal }) => fetchJson<HyperParametersAnswer>('/api/v1/hyper-parameters', signal),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <datalist id={id}>
      {completeSearch(text, data?.output.parameters ?? []).map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}
