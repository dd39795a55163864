import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import type { Job } from '@/lib/jobs/job'
import type { Translate } from '@/lib/messages/translator'
import { FloatingPanel } from './floating-panel'

/** The job as JSON, over the page when asked for. */
export function RawJson({ job, t }: { job: Job; t: Translate }): ReactNode {
  const text = JSON.stringify(job, null, 2)
  return (
    <FloatingPanel
      id="raw-json"
      button={t('job.raw')}
      title={t('job.raw')}
      actions={<CopyButton text={text} label={t('job.copyRaw')} />}
      t={t}
    >
      <pre className="mt-3 rounded-control bg-sub p-3 font-mono text-mono whitespace-pre-wrap">{text}</pre>
    </FloatingPanel>
  )
}
