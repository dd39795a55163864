import type { ReactNode } from 'react'
import type { Json } from '@/lib/jobs/json'
import type { Translate } from '@/lib/messages/translator'
import { FieldValue } from './field-value'

export type FieldRow = { name: string; label: string; note: string; value: Json; shown?: ReactNode }

/** Fields under a heading: label, value, and what the field means. Nothing where there are none. */
export function FieldList({
  title,
  id,
  rows,
  t,
  mono = false,
}: {
  title: string
  id: string
  rows: readonly FieldRow[]
  t: Translate
  /** Whether labels are names that people type. */
  mono?: boolean
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="border-b border-line pb-2 font-semibold">
        {title}
      </h2>
      <dl>
        {rows.map(({ name, label, note, value, shown }) => (
          <div
            key={name}
            className="grid grid-cols-[148px_minmax(0,1fr)] gap-x-4 border-b border-line py-2 phone:grid-cols-1"
          >
            <dt className={`text-ink2 ${mono ? 'font-mono text-mono' : ''}`} title={name}>
              {label}
            </dt>
            <dd className="min-w-0">
              {shown ?? <FieldValue name={name} value={value} t={t} />}
              {note && <p className="text-aside text-ink3">{note}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
