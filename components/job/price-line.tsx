import type { ReactNode } from 'react'
import type { Reader } from '@/lib/format/reader'
import type { Price } from '@/lib/jobs/price'

/** A price in a line: what it is, of which model, since when, and where it is published or what set it. */
export function PriceLine({ price, reader: { t } }: { price: Price; reader: Reader }): ReactNode {
  const { per_1000_tokens, currency, model, from, source } = price
  return (
    <>
      {t('cost.price', { price: `${per_1000_tokens} ${currency}`, model, from })}
      {' · '}
      {source.startsWith('https://') ? (
        <a href={source} target="_blank" rel="noreferrer" className="quiet-link">
          {new URL(source).hostname}
        </a>
      ) : (
        source
      )}
    </>
  )
}
