import type { ReactNode } from 'react'
import { type Job, toHyperParameters } from '@/lib/jobs/job'
import type { MessageKey, Translate } from '@/lib/messages/translator'
import { FieldList } from './field-list'

/** All hyper-parameters that the job declares. A default that was not sent is not invented. */
export function HyperParameterList({ job, t }: { job: Job; t: Translate }): ReactNode {
  const rows = Object.entries(toHyperParameters(job)).map(([name, value]) => {
    const key = `hyperParameter.${name}` as MessageKey
    const note = t(key)
    return { name, label: name, note: note === key ? '' : note, value }
  })
  if (rows.length > 0)
    return <FieldList id="hyper-parameters" title={t('job.hyperParameters')} rows={rows} t={t} mono />
  return (
    <section aria-labelledby="hyper-parameters" className="mt-8">
      <h2 id="hyper-parameters" className="border-b border-line pb-2 font-semibold">
        {t('job.hyperParameters')}
      </h2>
      <p className="py-2 text-ink3">{t('job.noHyperParameters')}</p>
    </section>
  )
}
