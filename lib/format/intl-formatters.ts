/** `Intl` formatters of one language, each made once: making one costs as much as a hundred uses of it. */
export type IntlFormatters = {
  /** BCP 47, e.g. `zh-CN`. */
  readonly locale: string
  number(options: Intl.NumberFormatOptions): Intl.NumberFormat
  date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat
  relative(options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat
}

/** Formatters are kept by the identity of their options, so callers pass constants. */
export function createIntlFormatters(locale: string): IntlFormatters {
  return {
    locale,
    number: keep((options) => new Intl.NumberFormat(locale, options)),
    date: keep((options) => new Intl.DateTimeFormat(locale, options)),
    relative: keep((options) => new Intl.RelativeTimeFormat(locale, options)),
  }
}

function keep<Options, Formatter>(create: (options: Options) => Formatter): (options: Options) => Formatter {
  const made = new Map<Options, Formatter>()
  return (options) => {
    const known = made.get(options)
    if (known !== undefined) return known
    const formatter = create(options)
    made.set(options, formatter)
    return formatter
  }
}
