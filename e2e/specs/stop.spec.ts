import { Agent, get } from 'node:http'
import { expect, test } from '../test'

/** One GET over a kept connection; the length of what came, or why it did not. */
function ask(agent: Agent, url: string): Promise<'whole' | 'refused' | string> {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.complete && response.statusCode === 200 ? 'whole' : 'cut'))
      response.on('error', (error) => resolve(`cut: ${error.message}`))
    })
    request.on('error', (error) => {
      resolve(Reflect.get(error, 'code') === 'ECONNREFUSED' ? 'refused' : `reset: ${error.message}`)
    })
  })
}

test('SIGTERM under load cuts no answer and ends with 0', async ({ launch }) => {
  const { board } = await launch({ account: { jobs: 300 } })
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const outcomes: string[] = []
  const work = async () => {
    for (let last = ''; last !== 'refused'; outcomes.push(last))
      last = await ask(agent, `${board.url}/api/v1/fine-tunes?page_size=100`)
  }
  const load = Array.from({ length: 8 }, work)
  await expect.poll(() => outcomes.length).toBeGreaterThan(40)
  const askedAt = Date.now()
  expect(await board.stop()).toBe(0)
  expect(Date.now() - askedAt).toBeLessThan(10_000)
  await Promise.all(load)
  agent.destroy()
  expect(outcomes.filter((outcome) => outcome !== 'whole' && outcome !== 'refused')).toEqual([])
})
