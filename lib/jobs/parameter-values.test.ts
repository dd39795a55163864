import { expect, it } from 'vitest'
import { type Job, toMirroredJob } from './job'
import { selectParameterValues } from './parameter-values'
import { toSnapshot } from './snapshot'

it('tells names by how many jobs have them, and their values in order', () => {
  const jobs: Job[] = [
    { job_id: 'a', hyper_parameters: { n_epochs: 3, learning_rate: '1.6e-5' } },
    { job_id: 'b', hyper_parameters: { learning_rate: 2e-6, odd: 'two words' } },
    { job_id: 'c', hyper_parameters: { learning_rate: '1.6e-5' } },
    { job_id: 'd' },
  ]
  const snapshot = toSnapshot(
    jobs.map((job) => toMirroredJob(job)),
    1,
  )
  expect(selectParameterValues(snapshot)).toEqual([
    { name: 'learning_rate', jobs: 3, values: ['0.000002', '1.6e-5'] },
    { name: 'n_epochs', jobs: 1, values: ['3'] },
    { name: 'odd', jobs: 1, values: [] },
  ])
})
