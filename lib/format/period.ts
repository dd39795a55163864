/** Says periods by their keys: `2026-11-23` of a day or a week's Monday, `2026-11` of a month. */
export type PeriodFormat = {
  /** `Nov 23`, `Nov 2026` */
  short(key: string): string
  /** `Mon, Nov 23, 2026`, `November 2026` */
  long(key: string): string
}

/** Makes the format of a language (BCP 47). A key names a day of the calendar, so it reads the same in every zone. */
export function createPeriodFormat(locale: string): PeriodFormat {
  const create = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options })
  const day = create({ month: 'short', day: 'numeric' })
  const month = create({ year: 'numeric', month: 'short' })
  const wholeDay = create({ weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' })
  const wholeMonth = create({ year: 'numeric', month: 'long' })
  const isMonth = (key: string) => key.length === 7
  const toTime = (key: string) => Date.parse(`${key}${isMonth(key) ? '-01' : ''}T00:00:00Z`)
  return {
    short: (key) => (isMonth(key) ? month : day).format(toTime(key)),
    long: (key) => (isMonth(key) ? wholeMonth : wholeDay).format(toTime(key)),
  }
}
