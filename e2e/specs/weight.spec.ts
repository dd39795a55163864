import { measureBytes } from '../bench/bytes.mjs'
import { expect, test } from '../test'

/**
 * Kilobytes of scripts, gzip, that a first visit loads. Next and React take 136 of them, React Query 12. The aim for the
 * jobs page is 155; what is here keeps it from growing meanwhile.
 */
const MOST = { jobs: 167, others: 160 }

test('no page asks a first visitor for more scripts than it may', async ({ board, account }) => {
  const [first, second] = account.jobs().map(({ job_id }) => job_id)
  const pages = ['/', `/jobs/${first}`, `/compare?job=${first}&job=${second}`, '/usage']
  for (const path of pages) {
    const { js } = await measureBytes(board.url + path)
    expect([path, js > 100, js <= (path === '/' ? MOST.jobs : MOST.others)]).toEqual([path, true, true])
  }
})
