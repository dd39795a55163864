import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import type { Job } from '@/lib/jobs/job'
import type { Translate } from '@/lib/messages/translator'

/** The job as JSON, over the page when asked for. Opens without a script. */
export function RawJson({ job, t }: { job: Job; t: Translate }): ReactNode {
  const text = JSON.stringify(job, null, 2)
  return (
    <>
      <button type="button" popoverTarget="raw-json" className="control">
        {t('job.raw')}
      </button>
      <section
        id="raw-json"
        popover="auto"
        aria-label={t('job.raw')}
        className="floating m-auto max-h-[80dvh] w-[min(760px,calc(100vw-32px))] overflow-y-auto p-5 backdrop:bg-[rgb(0_0_0/0.4)]"
      >
        <div className="flex items-center gap-2">
          <h2 className="mr-auto text-title font-semibold">{t('job.raw')}</h2>
          <CopyButton text={text} label={t('job.copyRaw')} />
          <button type="button" popoverTarget="raw-json" popoverTargetAction="hide" className="control">
            {t('common.close')}
          </button>
        </div>
        <pre className="mt-3 rounded-control bg-sub p-3 font-mono text-mono whitespace-pre-wrap">{text}</pre>
      </section>
    </>
  )
}
