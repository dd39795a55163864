/** Digits behind the point that amounts are reckoned with; prices are per 1000 tokens, so they may have three fewer. */
const DIGITS = 12
const PRICE_DIGITS = DIGITS - 3

/** What a price may be: up to nine digits before and behind the point. */
const PRICE = /^(\d{1,9})(?:\.(\d{1,9}))?$/

/**
 * What 1000 tokens cost, as what one token costs in units of 10^-12 of the currency, exactly. `null` for a text that is
 * no plain decimal number of at most nine digits on either side of the point.
 */
export function parsePrice(text: string): bigint | null {
  const [, whole, fraction = ''] = PRICE.exec(text) ?? []
  return whole === undefined ? null : BigInt(whole + fraction.padEnd(PRICE_DIGITS, '0'))
}

/** An amount in units of 10^-12 as a decimal number with every digit that it has: `0.4476928`, `12`, `0`. */
export function serializeAmount(units: bigint): string {
  const digits = String(units).padStart(DIGITS + 1, '0')
  const fraction = digits.slice(-DIGITS).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -DIGITS) : `${digits.slice(0, -DIGITS)}.${fraction}`
}
