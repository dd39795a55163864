import 'server-only'
import { createReader } from '@/lib/format/create-reader'
import type { Reader } from '@/lib/format/reader'
import type { Locale } from '@/lib/messages/locales'
import { type Catalogue, createCatalogue } from './catalogue'

/** Catalogues by language and readers by language and zone, each made when first asked for and then kept. */
export type Readers = {
  getCatalogue(locale: Locale): Catalogue
  getReader(locale: Locale, zone: string): Reader
}

/** A zone comes out of a cookie: so many readers are kept, and no more. */
const MOST_READERS = 64

/** Makes the readers of a process; none is there before it is asked for. */
export function createReaders(): Readers {
  const catalogues = new Map<Locale, Catalogue>()
  const readers = new Map<string, Reader>()

  function getCatalogue(locale: Locale): Catalogue {
    const known = catalogues.get(locale)
    if (known) return known
    const catalogue = createCatalogue(locale)
    catalogues.set(locale, catalogue)
    return catalogue
  }

  return {
    getCatalogue,
    getReader(locale, zone) {
      const key = `${locale} ${zone}`
      const known = readers.get(key)
      if (known) return known
      if (readers.size >= MOST_READERS) readers.clear()
      const reader = createReader(locale, getCatalogue(locale).t, zone)
      readers.set(key, reader)
      return reader
    },
  }
}
