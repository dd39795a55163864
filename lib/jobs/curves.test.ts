import { describe, expect, it } from 'vitest'
import { createLogCurves } from './curves'
import { parseTrainingLog } from './training-log'

const { points } = parseTrainingLog([
  "{'loss': 1.8, 'grad_norm': 0.5, 'learning_rate': 1.2e-05, 'epoch': 0.5}",
  "{'loss': nan, 'grad_norm': 0.4, 'learning_rate': 1e-05, 'epoch': 1.0}",
  "{'eval_loss': 1.4, 'eval_runtime': 12.3, 'epoch': 1.0}",
  "{'loss': 1.2, 'grad_norm': 0.4, 'learning_rate': 5e-06, 'epoch': 1.5}",
  "{'eval_loss': 1.3, 'epoch': 2.0}",
])

const curves = createLogCurves(points)

describe('curves of a log', () => {
  it('stand in groups, loss first, and one value makes no curve', () => {
    expect(curves.groups).toEqual([
      { name: 'loss', series: ['loss', 'eval_loss'] },
      { name: 'learning_rate', series: ['learning_rate'] },
      { name: 'grad_norm', series: ['grad_norm'] },
    ])
  })

  it('have gaps where a value is missing', () => {
    expect(curves.series('loss', 'epoch').thin(100)).toEqual([
      [0.5, 1.8],
      [1, null],
      [1.5, 1.2],
    ])
  })

  it('are put by counted steps where the log counts none', () => {
    expect(curves.axis('step')).toBe('counted')
    expect(curves.series('eval_loss', 'counted').thin(100)).toEqual([
      [2, 1.4],
      [3, 1.3],
    ])
    const lines = ["{'loss': 1, 'step': 10}", "{'loss': 2, 'global_step': 20}"]
    const stepped = createLogCurves(parseTrainingLog(lines).points)
    expect(stepped.axis('epoch')).toBe('step')
    expect(stepped.series('loss', 'step').thin(100)).toEqual([
      [10, 1],
      [20, 2],
    ])
  })
})
