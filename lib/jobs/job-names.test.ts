import { expect, it } from 'vitest'
import { toDistinctNames } from './job-names'

it('adds to names of several jobs, and to no other, what tells them apart', () => {
  const job = (job_name: string, job_id: string, source?: string) => ({
    job_name,
    job_id,
    ...(source ? { source } : {}),
  })
  expect(
    toDistinctNames([job('客服问答 v7', 'ft-1-a1'), job('客服问答 v7', 'ft-1-b2'), job('qa', 'ft-1-c3')]),
  ).toEqual(['客服问答 v7 (a1)', '客服问答 v7 (b2)', 'qa'])
  expect(toDistinctNames([job('qa', 'ft-1-a1', 'beijing'), job('qa', 'ft-1-a1', 'intl')])).toEqual([
    'qa (beijing:ft-1-a1)',
    'qa (intl:ft-1-a1)',
  ])
  expect(toDistinctNames([job('qa', 'ft-1-a1'), job('qa', 'ft-2-a1'), job('qa', 'ft-2-b2')])).toEqual([
    'qa (ft-1-a1)',
    'qa (ft-2-a1)',
    'qa (b2)',
  ])
})
