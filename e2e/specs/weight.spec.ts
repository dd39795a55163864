import { measureBytes } from '../bench/bytes.mjs'
import { expect, test } from '../test'

/** Kilobytes, gzip: scripts of the jobs page and of others, and all that a first visit of the jobs page transfers. */
const MOST = { jobs: 142, others: 165, all: 175 }

test('no page asks a first visitor for more than it may', async ({ launch, openOther }) => {
  // No page asks again meanwhile, and so the jobs page sleeps on.
  const { board, account } = await launch({ env: { REFRESH_SECONDS: '3600' } })
  const [first = '', second] = account.jobs().flatMap((job) => (job.status === 'SUCCEEDED' ? job.job_id : []))
  account.logLines(first, 6_000)
  const pages = ['/', `/jobs/${first}`, `/compare?job=${first}&job=${second}`, '/usage']
  for (const path of pages) {
    const { js, total } = await measureBytes(await openOther(), board.url + path)
    const isFirst = path === '/'
    expect([path, js > 100, js]).toEqual([path, true, Math.min(js, isFirst ? MOST.jobs : MOST.others)])
    if (isFirst) expect(total).toBeLessThan(MOST.all)
  }
})
