import 'server-only'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** The body is larger than allowed; what came after that was not read. */
export class BodyTooLarge extends Error {}

/** The body is compressed in a way that was not asked for. */
export class UnknownEncoding extends Error {}

/**
 * Reads a body as text, decompressed. Counts while it decompresses, so that a small body which grows without end is cut
 * off at the limit.
 * @param maxBytes limit after decompression
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of decompress(body, encoding)) {
      size += chunk.length
      if (size > maxBytes) throw new BodyTooLarge()
      chunks.push(chunk)
    }
  } finally {
    body.destroy()
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function decompress(body: Readable, encoding: string | undefined): Readable {
  const decoder = toDecoder(encoding?.trim().toLowerCase() ?? '')
  // The iteration over the decoder throws what the pipeline fails with; there is nothing to add here.
  return decoder ? pipeline(body, decoder, () => {}) : body
}

function toDecoder(encoding: string) {
  if (encoding === '' || encoding === 'identity') return null
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'br') return createBrotliDecompress()
  if (encoding === 'deflate') return createInflate()
  throw new UnknownEncoding()
}
