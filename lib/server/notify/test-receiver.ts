import 'server-only'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }

export type TestReceiver = {
  readonly url: string
  readonly received: Received[]
  /** Answers of the next requests, in their order; then 200 again. */
  answerNext(...answers: { status: number; body?: string; headers?: Record<string, string> }[]): void
  stop(): Promise<void>
}

/** A server that takes notifications and keeps them. */
export async function startTestReceiver(): Promise<TestReceiver> {
  const received: Received[] = []
  const answers: { status: number; body?: string; headers?: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body })
      const answer = answers.shift() ?? { status: 200 }
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '{"errcode":0,"code":0}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answerNext: (...next) => answers.push(...next),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
