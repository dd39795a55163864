import { createServer } from 'node:http'
import { type Board, spawnServer, startBoard } from '../board'
import { expect, test } from '../test'

const KEY = { DASHSCOPE_API_KEY: 'sk-0123456789abcdef0123' }

/** The lines that a server said before it ended with 1. */
async function toLastWords(environment: Record<string, string>): Promise<string[]> {
  const server = spawnServer(environment)
  expect(await server.exited).toBe(1)
  return server.output().trim().split('\n')
}

test('without a key: one message that names the variable, where to get a key, and the demo', async () => {
  const words = await toLastWords({})
  expect(words).toHaveLength(1)
  for (const part of ['DASHSCOPE_API_KEY', 'https://', 'npm run demo']) expect(words[0]).toContain(part)
})

for (const [name, value] of [
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['REFRESH_SECONDS', '0'],
  ['SWEEP_SECONDS', '1.5'],
  ['UPSTREAM_RPS', '-1'],
  ['DASHSCOPE_HTTP_BASE_URL', 'dashscope'],
  ['LOG_LEVEL', 'loud'],
  ['AUTH', 'maybe'],
  ['DASHSCOPE_API_KEY_FILE_PATH', '/no/such/file'],
] as const) {
  test(`${name}=${value} ends it with one line that names it`, async () => {
    const key = name === 'DASHSCOPE_API_KEY_FILE_PATH' ? {} : KEY
    const words = await toLastWords({ ...key, [name]: value })
    expect(words).toHaveLength(1)
    expect(words[0]).toContain(name)
    expect(words[0]).toContain(value)
    expect(words[0]).not.toContain(KEY.DASHSCOPE_API_KEY)
  })
}

for (const exposed of [
  { HOST: '0.0.0.0' },
  { ALLOWED_HOSTS: 'board.example' },
  { PUBLIC_URL: 'https://board.example' },
]) {
  const [name = ''] = Object.keys(exposed)
  test(`${name} without a word on sign-in is refused`, async () => {
    const words = await toLastWords({ ...KEY, ...exposed })
    expect(words).toHaveLength(1)
    expect(words[0]).toContain(name)
    expect(words[0]).toContain('AUTH=none')
  })
}

test('a port that another program listens on', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = String(typeof address === 'object' && address ? address.port : '')
  const words = await toLastWords({ ...KEY, PORT: port })
  expect(words.at(-1)).toContain(`PORT is ${port}`)
  other.close()
})

test('AUTH=none lets it stand on every interface', async () => {
  const board: Board = await startBoard({
    ...KEY,
    HOST: '0.0.0.0',
    AUTH: 'none',
    DASHSCOPE_HTTP_BASE_URL: 'http://127.0.0.1:9/api/v1',
  })
  const { port } = new URL(board.url)
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
  expect(await board.stop()).toBe(0)
})
