import { connect } from 'node:net'

/** Sends bytes as they are, and gives the whole answer as text: for requests that no client would make. */
export function sendRaw(url: string, head: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n`))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      answer += part
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No end of the answer after 10 s: ${answer}`)))
  })
}
