import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { boardOrigins } from './board'

/**
 * A way to a board on which answers come in two pieces: those for which `cut` gives the place of the second, which is
 * sent when `between` has ended. Gives its address and how many answers came so.
 */
export async function startSlowWay(
  boardUrl: string,
  cut: (asked: IncomingMessage, text: string) => number,
  between: () => Promise<unknown>,
) {
  const { host, hostname, port } = new URL(boardUrl)
  let pieced = 0
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, host, 'accept-encoding': 'identity' }
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers })
    onward.on('response', async (got) => {
      const body = Buffer.concat(await got.toArray())
      const text = body.toString('latin1')
      const place = cut(asked, text)
      answer.writeHead(got.statusCode ?? 502, got.headers)
      if (place <= 0) return answer.end(body)
      answer.write(body.subarray(0, place))
      await between()
      answer.end(body.subarray(place))
      pieced += 1
    })
    asked.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  boardOrigins.add(url)
  return { url, pieced: () => pieced, stop: () => server.close().closeAllConnections() }
}
