import 'server-only'
import { Agent, type IncomingMessage, request as sendRequest } from 'node:http'
import { connect } from 'node:net'
import { pino } from 'pino'
import { createAudit } from '../auth/audit'
import { type Auth, createAuth } from '../auth/auth'
import { requireViewer } from '../auth/require-viewer'
import type { Board } from '../board'
import { readSettings } from '../env.mjs'
import { createHttpServer, openTo } from '../http-server.mjs'
import type { AuthRecords } from '../store/auth-records'
import { createMemoryAuthRecords } from '../store/memory-auth-records'
import { createFrontDoor } from './front-door'
import { getRequestContext } from './request-context'

/** Stands in the body of whatever lies behind the door, and nowhere else. */
export const DATA = 'what-only-viewers-see'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export type TestDoor = {
  readonly port: number
  readonly auth: Auth
  readonly records: AuthRecords
  readonly time: { now: number }
  /** Requests that came through to what lies behind. */
  readonly passed: { url: string; headers: IncomingMessage['headers']; viewer: unknown }[]
  /** Audit lines, parsed; and every line as it left. */
  readonly audit: Record<string, unknown>[]
  readonly lines: string[]
  ask(path: string, options?: AskOptions): Promise<Answer>
  /** Sends bytes as they are and gives all that comes back until the connection ends. */
  sendRaw(bytes: string): Promise<string>
  stop(): Promise<void>
}

export type AskOptions = {
  method?: string
  headers?: Record<string, string | string[]>
  body?: string
  /** Of which loopback address the request shall come. */
  from?: string
}

/** A real server with the front door, over records in memory, and behind it a stand-in for Next that has data. */
export async function startTestDoor(
  environment: Record<string, string>,
  { records = createMemoryAuthRecords(), now = 1_764_000_000_000 } = {},
): Promise<TestDoor> {
  const settings = readSettings({ DASHSCOPE_API_KEY: 'sk-test', ...environment })
  const time = { now }
  const lines: string[] = []
  const log = pino({ base: null }, { write: (line: string) => lines.push(line) })
  const auth = await createAuth({ settings, records, audit: createAudit(log), clock: () => time.now })
  const board: Board = {
    settings,
    dev: false,
    root: process.cwd(),
    tokenCommand: null,
    ahead: null,
    open: () => {},
    auth,
    services: null,
    stop: null,
  }
  const passed: TestDoor['passed'] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const server = createHttpServer()
  openTo(
    server,
    createFrontDoor(board, log, auth, () => {}),
    async (request, response) => {
      const { viewer, signInProblem } = getRequestContext()
      passed.push({ url: request.url ?? '', headers: { ...request.headers }, viewer })
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(viewer ? `${DATA} for ${JSON.stringify(requireViewer())}` : JSON.stringify(signInProblem))
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    port,
    auth,
    records,
    time,
    passed,
    lines,
    get audit() {
      return lines.map((line) => JSON.parse(line)).filter((line) => line.audit)
    },
    ask: (path, { method = 'GET', headers = {}, body, from } = {}) =>
      new Promise((resolve, reject) => {
        const options = {
          port,
          host: '127.0.0.1',
          path,
          method,
          ...(from ? { agent: false as const, localAddress: from } : { agent }),
        }
        const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
        const request = sendRequest({ ...options, headers: { ...form, ...headers } }, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          )
        })
        request.on('error', reject)
        if (body === undefined) request.end()
        else request.end(body)
      }),
    sendRaw: (bytes) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes, 'latin1'))
        let text = ''
        socket.setEncoding('latin1').on('data', (part: string) => {
          text += part
        })
        socket.on('close', () => resolve(text)).on('error', () => resolve(text))
      }),
    stop: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The cookies that an answer sets, as a browser would send them back. */
export function toCookies({ headers }: Answer): string {
  const lines = headers['set-cookie'] ?? []
  return [lines]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
}
