import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryJob } from './arbitrary-jobs'
import { parseDerived, serializeDerived } from './derived-text'
import { toMirroredJob } from './job'

it('gives back all that is derived', () => {
  fc.assert(
    fc.property(arbitraryJob, (entry) => {
      const { job: _, deletedAt: _at, log: _log, outlook: _outlook, ...derived } = entry
      const text = serializeDerived(entry)
      expect(text).toMatch(/^[\x20-\x7e]+$/)
      expect(parseDerived(JSON.parse(text))).toEqual(derived)
    }),
  )
})

it('takes nothing of another version, and nothing damaged', () => {
  const text = serializeDerived(toMirroredJob({ job_id: 'ft-1', status: 'RUNNING', usage: 7 }))
  expect(parseDerived(JSON.parse(text))).toMatchObject({ job_id: 'ft-1' })
  for (const [from, to] of [
    ['[1,', '[2,'],
    ['"RUNNING"', '1'],
    ['7', '"7"'],
    [',"RUNNING"', ''],
  ] as const)
    expect(parseDerived(JSON.parse(text.replace(from, to)))).toBeNull()
  for (const other of [null, undefined, {}, 'x', []]) expect(parseDerived(other)).toBeNull()
})
