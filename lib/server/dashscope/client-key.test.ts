import { describe, expect, it } from 'vitest'
import { first, KEY, startClient, startServer } from './test-client'

describe('the key', () => {
  const echoes = [
    `{"code":"InvalidApiKey","message":"no: Bearer ${KEY}","request_id":"${KEY}"}`,
    `{"code":"${KEY}","message":"${Buffer.from(KEY).toString('base64')}"}`,
    `{"output":{"total":1,"jobs":[{"job_id":"ft-1","job_name":"${KEY.slice(5, 20)}","${KEY}":1}]}}`,
    `{"output":{"total":1,"jobs":[{"job_id":"${KEY}","logs":["${KEY.replace('s', '\\u0073')}"]}]}}`,
    `{"output":{"total":1,"logs":["${KEY}"],"jobs":[{"job_id":"a"}]}}`,
    `<html>${KEY}</html>`,
  ]

  it.each(echoes)('is taken out of what is echoed: %s', async (text) => {
    for (const status of [200, 401, 500]) {
      const url = await startServer((_, response) => {
        response.writeHead(status, { 'x-request-id': `id ${KEY}`, 'retry-after': KEY }).end(text)
      })
      const { client, log } = startClient(url)
      const calls = [
        client.listJobs({ ...first, model: KEY }),
        client.getLogs(KEY, { offset: 0, line: 1 }),
        client.getJob(KEY),
      ]
      const results = (await Promise.allSettled(calls)).map((result) =>
        result.status === 'fulfilled'
          ? result.value
          : [result.reason.message, result.reason.stack, result.reason.cause, { ...result.reason }],
      )
      const all = JSON.stringify(results) + log()
      for (let at = 0; at + 12 <= KEY.length; at++) expect(all).not.toContain(KEY.slice(at, at + 12))
      expect(all).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 16))
    }
  })
})
