/** The zone that DashScope writes times in, so that a time reads as it does in its own console. */
export const STANDARD_ZONE = 'Asia/Shanghai'

/** Whether this is an IANA zone that `Intl` knows, such as `Europe/Berlin`. */
export function isZone(value: string): boolean {
  if (!/^[A-Za-z0-9_+/-]{2,64}$/.test(value)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
