import { redirect } from 'next/navigation'
import { PageHead } from '@/components/layout/page-head'
import { PageLive } from '@/components/layout/page-live'
import { MirrorView } from '@/components/mirror/mirror-view'
import { getServices } from '@/lib/server/board'
import { describeAccount } from '@/lib/server/services/account'
import { refreshWhenAsked } from '@/lib/server/services/refresh-when-asked'
import { reportMirror } from '@/lib/server/services/report-mirror'

/** What the mirror holds, when it was last true, calls, errors. */
export default async function MirrorPage() {
  const services = getServices()
  const { reader, clock } = services
  const back = await refreshWhenAsked(services)
  if (back) redirect(back)
  return (
    <>
      <PageHead title={reader.t('mirror.title')} />
      <h1 className="mt-4 text-title font-semibold">{reader.t('mirror.title')}</h1>
      <p className="text-ink3">{describeAccount(services)}</p>
      <MirrorView report={await reportMirror(services)} now={clock()} reader={reader} />
      <PageLive />
    </>
  )
}
