import type { Translate } from '../messages/translator'

/** How numbers, times and texts are said to one reader: language and zone are settled here and nowhere below. */
export type Reader = {
  readonly locale: string
  readonly t: Translate
  /** The zone of {@link Reader.exact} in short: `UTC+8`, as it is now. */
  readonly zone: string
  /** `279,808` */
  number(value: number): string
  /** `212.9` and `M` apart, so that the unit can be set smaller; the unit is '' below a thousand. */
  compact(value: number): { value: string; unit: string }
  /** `85.5` of a ratio of 0.855, without the sign. */
  percent(ratio: number): string
  /** `$340.65` of a decimal number and an ISO 4217 currency. */
  money(amount: string, currency: string): string
  /** `17 min`, `1 h 12` of seconds. */
  duration(seconds: number): string
  /** `12:41`, `1:02:09` of seconds, for what is running. */
  clock(seconds: number): string
  /** `18 min ago`; both in milliseconds since 1970. */
  ago(time: number, now: number): string
  /** `2026-11-23 16:53:53 UTC+8` */
  exact(time: number): string
}
