import { hash } from './random'
import type { TrainingRun } from './training-run'

/** What a trainer prints at a step, in the order in which it does; `null` is Python's None. */
export type Metrics = { readonly [name: string]: number | null }

/** The metrics after a share (0 to 1) of the training, by training type. */
export function toMetrics(run: TrainingRun, share: number, index: number): Metrics {
  const wave = toNoise(run, index)
  const rate = Number((run.rate * Math.min(1, share * 20) * (1 - 0.98 * share)).toPrecision(6))
  const common = { grad_norm: round(0.6 + wave * 0.9), learning_rate: rate, epoch: toEpoch(run, share) }
  if (run.training_type === 'reinforcement')
    return { reward: toReward(share, wave), kl: toKl(share), ...common }
  const loss = toLoss(run, share, wave)
  if (!isPreference(run)) return { loss, ...common }
  return { loss, 'rewards/margins': round(0.05 + 2.4 * share + 0.3 * wave), ...common }
}

/** What it prints after an evaluation. */
export function toEvaluation(run: TrainingRun, share: number, index: number): Metrics {
  const common = { eval_runtime: round(8 + 6 * toNoise(run, index)), epoch: toEpoch(run, share) }
  if (run.training_type === 'reinforcement') return { eval_reward: toReward(share, 0.2), ...common }
  return { eval_loss: round(toLoss(run, share, 0.5) + 0.04 + 0.1 * share * share), ...common }
}

/** What it prints once, at the end. */
export function toSummary(run: TrainingRun): Metrics {
  const seconds = (run.endsAt - run.startedAt) / 1000
  return {
    train_runtime: round(seconds),
    train_samples_per_second: round(run.tokens / 500 / seconds),
    train_steps_per_second: round(run.lines / seconds),
    train_loss: toLoss(run, 0.4, 0.37) + 0.0000622632344563,
    epoch: run.epochs,
  }
}

/** A Python dict literal: `{'loss': 1.8342, 'learning_rate': 1.2e-05, 'epoch': 1.0}`. */
export function toPythonDict(metrics: Metrics): string {
  const pairs = Object.entries(metrics).map(
    ([name, value]) => `'${name}': ${value === null ? 'None' : toPythonFloat(value)}`,
  )
  return `{${pairs.join(', ')}}`
}

function toPythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace(/e-(\d)$/, 'e-0$1')
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

function toLoss(run: TrainingRun, share: number, wave: number): number {
  if (isPreference(run)) return round(0.69 / (1 + 2 * share) + 0.05 * wave)
  const start = 1.5 + (run.seed % 900) / 1000
  return round(0.45 + start * Math.exp(-3.2 * share) + 0.12 * (wave - 0.5))
}

function toReward(share: number, wave: number): number {
  return round(0.2 + 0.55 * share + 0.15 * wave)
}

function toKl(share: number): number {
  return round(0.002 + 0.03 * share)
}

function isPreference(run: TrainingRun): boolean {
  return run.training_type.startsWith('dpo')
}

function toEpoch(run: TrainingRun, share: number): number {
  return Number((share * run.epochs).toFixed(run.lines > 500 ? 4 : 2))
}

function toNoise(run: TrainingRun, index: number): number {
  return hash(run.seed, index) / 4294967296
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
