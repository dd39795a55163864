import { expect, it } from 'vitest'
import type { JobsAnswer } from '@/lib/api/jobs'
import { selectItems } from './palette-items'

it('tells jobs of one name apart by the ends of their ids', () => {
  const jobs = ['ft-202601151600-a1b2', 'ft-202601151600-c3d4', 'ft-202601151600-e5f6'].map(
    (job_id, index) => ({
      job_id,
      // The last has no name of its own.
      ...(index < 2 ? { job_name: '客服问答 v7' } : {}),
      status: 'SUCCEEDED',
    }),
  )
  const output = { jobs, facets: {} } as unknown as JobsAnswer['output']
  const items = selectItems({ text: '客服', output, homeHref: '/', t: (key) => key })
  expect(items.map(({ label, tail }) => [label, tail])).toEqual([
    ['客服问答 v7', 'a1b2'],
    ['客服问答 v7', 'c3d4'],
    ['ft-202601151600-e5f6', undefined],
  ])
})
