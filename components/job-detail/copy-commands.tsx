import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { toJobCommands } from '@/lib/jobs/job-commands'
import type { Translate } from '@/lib/messages/translator'

/** How to ask DashScope for this job elsewhere, over the page when asked for. Opens without a script. */
export function CopyCommands({
  baseUrl,
  job_id,
  t,
}: {
  baseUrl: string
  job_id: string
  t: Translate
}): ReactNode {
  return (
    <>
      <button type="button" popoverTarget="copy-as" className="control">
        {t('job.copyAs')}
      </button>
      <section
        id="copy-as"
        popover="auto"
        aria-label={t('job.copyAs.title')}
        className="floating m-auto max-h-[80dvh] w-[min(760px,calc(100vw-32px))] overflow-y-auto p-5 backdrop:bg-[rgb(0_0_0/0.4)]"
      >
        <div className="flex items-center gap-2">
          <h2 className="mr-auto text-title font-semibold">{t('job.copyAs.title')}</h2>
          <button type="button" popoverTarget="copy-as" popoverTargetAction="hide" className="control">
            {t('common.close')}
          </button>
        </div>
        {toJobCommands(baseUrl, job_id).map(({ name, curl, python }) => (
          <div key={name} className="mt-4">
            <h3 className="font-semibold">{t(`job.copyAs.${name}`)}</h3>
            <Command
              title={t('job.copyAs.curl')}
              text={curl}
              label={t('job.copyAs.copy', { name: t(`job.copyAs.${name}`), form: 'curl' })}
            />
            <Command
              title={t('job.copyAs.python')}
              text={python}
              label={t('job.copyAs.copy', { name: t(`job.copyAs.${name}`), form: 'Python' })}
            />
          </div>
        ))}
      </section>
    </>
  )
}

function Command({ title, text, label }: { title: string; text: string; label: string }): ReactNode {
  return (
    <div className="mt-2">
      <p className="flex items-center gap-1 text-ink2">
        {title} <CopyButton text={text} label={label} />
      </p>
      <code className="block rounded-control bg-sub p-3 font-mono text-mono whitespace-pre-wrap">{text}</code>
    </div>
  )
}
