import type { ReactNode } from 'react'
import { JobTime, Unknown } from '@/components/job/job-time'
import { CopyButton } from '@/components/ui/copy-button'
import type { Reader } from '@/lib/format/reader'
import type { ShownCheckpoint } from '@/lib/jobs/checkpoints'
import type { MessageKey } from '@/lib/messages/translator'

const TONES: Record<string, string> = {
  PENDING: 'waiting',
  PROCESSING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
}

/** The checkpoints of a job: step, status, times with a warning before they expire, and what they were published as. */
export function CheckpointTable({
  checkpoints,
  now,
  reader,
}: {
  checkpoints: readonly ShownCheckpoint[]
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  if (checkpoints.length === 0) return <p className="py-2 text-ink3">{t('checkpoints.none')}</p>
  const heads = ['step', 'checkpoint', 'status', 'created', 'expires', 'model'] as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={t('checkpoints.title')} tabIndex={0} className="relative overflow-x-auto">
      <table aria-label={t('checkpoints.title')} className="checkpoint-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={head === 'step' ? 'text-right' : ''}>
                {t(`checkpoints.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {checkpoints.map((checkpoint) => (
            <CheckpointRow key={checkpoint.full_name} checkpoint={checkpoint} now={now} reader={reader} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function CheckpointRow({
  checkpoint: { step, name, full_name, status, createdAt, expiresAt, expiry, model_name },
  now,
  reader,
}: {
  checkpoint: ShownCheckpoint
  now: number
  reader: Reader
}): ReactNode {
  const { t } = reader
  const key = `checkpoints.status.${status}` as MessageKey
  const word = t(key)
  return (
    <tr>
      <td className="text-right">{step === null ? <Unknown reader={reader} /> : reader.number(step)}</td>
      <td className="font-mono text-mono">
        <Copied text={full_name} shown={name} label={t('job.copyValue', { value: full_name })} />
      </td>
      <td>
        {status === '' ? (
          <Unknown reader={reader} />
        ) : (
          <span className={`badge ${TONES[status] ?? 'off'}`}>{word === key ? status : word}</span>
        )}
      </td>
      <td>
        <JobTime time={createdAt} now={now} exact reader={reader} />
      </td>
      <td>
        <JobTime time={expiresAt} now={now} exact reader={reader} />
        {expiry !== '' && expiresAt !== null && (
          <strong className={`block font-medium ${expiry === 'past' ? 'text-failed' : 'text-waiting'}`}>
            {expiry === 'past'
              ? t('checkpoints.expired')
              : t('checkpoints.expiresSoon', { time: reader.duration((expiresAt - now) / 1000) })}
          </strong>
        )}
      </td>
      <td className="font-mono text-mono">
        {model_name === '' ? (
          <span className="text-ink3">{t('checkpoints.unpublished')}</span>
        ) : (
          <Copied text={model_name} shown={model_name} label={t('job.copyValue', { value: model_name })} />
        )}
      </td>
    </tr>
  )
}

function Copied({ text, shown, label }: { text: string; shown: string; label: string }): ReactNode {
  return (
    <span className="flex items-center gap-1">
      <bdi>{shown}</bdi>
      {text !== '' && <CopyButton text={text} label={label} />}
    </span>
  )
}
