import { toLogText } from '@/lib/jobs/log-entry'
import { toPlainLine } from '@/lib/jobs/log-line'
import { toRoute } from '@/lib/server/route'
import { getJob } from '@/lib/server/services/get-job'
import { getWholeLog } from '@/lib/server/services/get-whole-log'

/** The whole log of a job as a text file, without what a terminal would act on. */
export const GET = toRoute(async ({ services, path }) => {
  const { entry } = await getJob(services, path.jobId ?? '')
  const { lines } = await getWholeLog(services, entry)
  const text = lines.map((line) => `${toPlainLine(toLogText(line))}\n`).join('')
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${entry.job_id.replace(/[^\w.-]/g, '_')}.log"`,
    },
  })
})
