import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import createCompression from 'compression'
import { LIGHT_BROTLI, LIGHT_GZIP } from './encoding'

/** Makes the function that has an answer compressed on its way out, as the browser takes it. */
export function createCompressor(): (request: IncomingMessage, response: ServerResponse) => void {
  const compress = createCompression({ brotli: { params: LIGHT_BROTLI }, level: LIGHT_GZIP })
  return (request, response) => compress(request, response, () => {})
}
