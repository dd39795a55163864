import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { toJobCommands } from '@/lib/jobs/job-commands'
import type { Translate } from '@/lib/messages/translator'
import { FloatingPanel } from './floating-panel'

/** How to ask DashScope for this job elsewhere, over the page when asked for. */
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
    <FloatingPanel id="copy-as" button={t('job.copyAs')} title={t('job.copyAs.title')} t={t}>
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
    </FloatingPanel>
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
