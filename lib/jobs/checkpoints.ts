import { type Job, toText } from './job'
import type { Json } from './json'
import { parseDashScopeTime } from './time'

/** A checkpoint as it is shown. Times are milliseconds since 1970; `null` or '' is not told. */
export type ShownCheckpoint = {
  /** `checkpoint`, `full_name` or `checkpoint_id`, whatever is told first. */
  readonly name: string
  readonly full_name: string
  readonly step: number | null
  readonly status: string
  readonly createdAt: number | null
  readonly expiresAt: number | null
  /** Of the published model; '' before that. */
  readonly model_name: string
  /** Whether it expires within three days, or has. */
  readonly expiry: 'soon' | 'past' | ''
}

const WARNING_MS = 3 * 24 * 60 * 60 * 1000

/** Checkpoints as DashScope sent them, made ready, those of the highest step first. Source: "List checkpoints of a fine-tuning job", DashScope API reference. */
export function toShownCheckpoints(
  list: readonly { [field: string]: unknown }[],
  now: number,
): ShownCheckpoint[] {
  return list
    .map((sent) => toShown(sent as Job, now))
    .sort((a, b) => (b.step ?? -1) - (a.step ?? -1) || (b.createdAt ?? 0) - (a.createdAt ?? 0))
}

function toShown(sent: { [field: string]: Json | undefined }, now: number): ShownCheckpoint {
  const name = toText(sent.checkpoint) || toText(sent.full_name) || toText(sent.checkpoint_id)
  const expiresAt = parseDashScopeTime(sent.expire_time)
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - now
  return {
    name,
    full_name: toText(sent.full_name) || name,
    step: toStep(sent.step) ?? toStep(/-(\d+)$/.exec(name)?.[1]),
    status: toText(sent.status).toUpperCase(),
    createdAt: parseDashScopeTime(sent.create_time),
    expiresAt,
    model_name: toText(sent.model_name),
    expiry: left <= 0 ? 'past' : left <= WARNING_MS ? 'soon' : '',
  }
}

function toStep(value: Json | undefined): number | null {
  const text = toText(value)
  return /^\d+$/.test(text) ? Number(text) : null
}
