import { describe, expect, it } from 'vitest'
import { holdRows } from './hold-rows'

const job = (job_id: string, status = 'RUNNING') => ({ job_id, status })

describe('holdRows', () => {
  it('changes rows in place and moves none', () => {
    const shown = [job('c'), job('b'), job('a')]
    const fresh = [job('d'), job('c', 'SUCCEEDED'), job('b')]
    expect(holdRows(shown, fresh)).toEqual({
      rows: [job('c', 'SUCCEEDED'), job('b'), job('a')],
      added: 1,
      gone: 1,
    })
  })

  it('gives the same array back where nothing changed', () => {
    const shown = [job('b'), job('a')]
    expect(holdRows(shown, [...shown].reverse()).rows).toBe(shown)
  })
})
