import type { ReactNode } from 'react'
import { Notice } from '@/components/states/notice'
import type { ParameterProblem } from '@/lib/api/jobs-query'
import type { ViewProblem } from '@/lib/jobs/view-problem'
import type { Translate } from '@/lib/messages/translator'

/** Which values of the URL could not be read, what they should be, and that the page stands without them. */
export function SetAside({
  problems,
  t,
}: {
  problems: readonly (ParameterProblem | ViewProblem)[]
  t: Translate
}): ReactNode {
  if (problems.length === 0) return null
  return (
    <Notice tone="trouble" title={t('parameters.setAside')}>
      {problems.map(({ parameter, value, expected }) => (
        <span key={parameter} className="block">
          {t('parameters.problem', {
            parameter,
            value: value.slice(0, 60),
            expected: t(`parameters.${expected.key}`),
          })}
        </span>
      ))}
    </Notice>
  )
}
