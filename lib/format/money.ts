/** Says amounts of money, each currency's formatter made once. */
export type MoneyFormat = (amount: string, currency: string) => string

/** Shown where an amount is more than nothing and less than half of it. */
const LEAST = 0.01

/** `$340.65` of a decimal number of any length, rounded here and nowhere before; `<$0.01` of what rounds to nothing. */
export function createMoneyFormat(locale: string): MoneyFormat {
  const made = new Map<string, Intl.NumberFormat>()
  return (amount, currency) => {
    const format = made.get(currency) ?? new Intl.NumberFormat(locale, { style: 'currency', currency })
    made.set(currency, format)
    const value = Number(amount)
    if (value > 0 && value < LEAST / 2) return `<${format.format(LEAST)}`
    // A text is rounded by its digits, where a number would have lost some.
    return format.format(amount as unknown as number)
  }
}
