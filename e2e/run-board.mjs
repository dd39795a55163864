// @ts-check
// A server under test: `server.mjs`, which ends when the process that started it is gone, whatever ended that one.
process.stdin.on('end', () => process.exit(1)).resume()
process.stdin.on('error', () => process.exit(1))
// Nothing is to stay alive for the sake of this watch.
Reflect.get(process.stdin, 'unref')?.call(process.stdin)

await import('../server.mjs')
