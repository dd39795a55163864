import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import type { Json } from '@/lib/jobs/json'
import type { Translate } from '@/lib/messages/translator'

/** Fields whose values people take elsewhere. */
const COPIED = new Set([
  'finetuned_output',
  'model',
  'job_id',
  'creator',
  'workspace_id',
  'training_file_ids',
  'validation_file_ids',
])

/** A value as DashScope sent it: text as text, a list as a list, anything deeper as JSON. */
export function FieldValue({ name, value, t }: { name: string; value: Json; t: Translate }): ReactNode {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.length === 0 ? (
      <span className="text-ink3">{t('job.none')}</span>
    ) : (
      <ul>
        {value.map((item, index) => (
          <li key={index} className="flex items-center gap-1">
            <Scalar text={item} />
            {COPIED.has(name) && <CopyButton text={item} label={t('job.copyValue', { value: item })} />}
          </li>
        ))}
      </ul>
    )
  if (value !== null && typeof value === 'object')
    return <pre className="font-mono text-mono whitespace-pre-wrap">{JSON.stringify(value, null, 2)}</pre>
  const text = String(value)
  return (
    <span className="flex items-center gap-1">
      <Scalar text={text} />
      {COPIED.has(name) && text !== '' && (
        <CopyButton text={text} label={t('job.copyValue', { value: text })} />
      )}
    </span>
  )
}

function Scalar({ text }: { text: string }): ReactNode {
  return <bdi className="min-w-0 font-mono text-mono">{text}</bdi>
}
