import type { ReactNode } from 'react'
import { toErrorWords } from '@/components/states/error-words'
import { type Job, toText } from '@/lib/jobs/job'
import type { Translate } from '@/lib/messages/translator'

/**
 * Why a job failed or was canceled: what DashScope said, what its code means, what to do. A code that nobody
 * documents, such as the `1` of a canceled job, is shown as it came, without a judgement.
 */
export function JobEnd({ job, status, t }: { job: Job; status: string; t: Translate }): ReactNode {
  const code = toText(job.code)
  const message = toText(job.message)
  if (!code && !message) return null
  const failed = status === 'FAILED'
  const words = code ? toErrorWords(code, t) : null
  return (
    <section
      aria-labelledby="job-end"
      className={`mt-5 rounded-control px-4 py-3 ${failed ? 'bg-failed-ground' : 'bg-sub'}`}
    >
      <h2 id="job-end" className={`font-semibold ${failed ? 'text-failed' : ''}`}>
        {t(failed ? 'job.end.failed' : 'job.end.other')}
      </h2>
      <p className="mt-1 font-mono text-mono">
        {code}
        {code && message && ' · '}
        <bdi>{message}</bdi>
      </p>
      {words && (
        <p className="mt-2">
          {words.meaning} {words.action}
        </p>
      )}
      {!words && code && <p className="mt-2 text-ink2">{t('job.end.unknownCode')}</p>}
    </section>
  )
}
