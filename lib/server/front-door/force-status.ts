import 'server-only'
import type { ServerResponse } from 'node:http'

/** Has an answer leave with this status, whatever a page that draws it says. */
export function forceStatus(response: ServerResponse, status: number): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse
  response.writeHead = ((_status: number, ...rest: unknown[]) =>
    writeHead(status, ...rest)) as typeof response.writeHead
}
