declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { BrotliOptions } from 'node:zlib'

  function createCompression(options?: {
    brotli: BrotliOptions
    level: number
  }): (request: IncomingMessage, response: ServerResponse, next: () => void) => void

  export = createCompression
}
