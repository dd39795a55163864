import type { MessageKey, Translate } from '@/lib/messages/translator'

/** The words for a series of a training log; one that has none is its own name. */
export function toSeriesLabel(name: string, t: Translate): string {
  const key = `curves.series.${name}` as MessageKey
  const label = t(key)
  return label === key ? name : label
}
