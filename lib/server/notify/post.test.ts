import { afterAll, beforeAll, expect, it } from 'vitest'
import { isPublicAddress, post } from './post'
import { startTestReceiver, type TestReceiver } from './test-receiver'

let receiver: TestReceiver
beforeAll(async () => {
  receiver = await startTestReceiver()
})
afterAll(() => receiver.stop())

const send = (url: string, allowPrivate: boolean) => post({ url, headers: {}, body: '{}' }, { allowPrivate })

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '100.100.100.200',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'board',
])('takes %s for no address of the internet', (address) => expect(isPublicAddress(address)).toBe(false))

it.each(['8.8.8.8', '47.88.1.1', '172.32.0.1', '2606:4700::1111', '2400:3200::1'])(
  'takes %s for one',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

it('calls nothing private, by address or by name, unless allowed', async () => {
  const { port } = new URL(receiver.url)
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
    await expect(send(`http://${host}:${port}/`, false)).rejects.toThrow('private')
  expect(receiver.received).toEqual([])
  expect(await send(`${receiver.url}/in`, true)).toMatchObject({ status: 200 })
  expect(receiver.received).toHaveLength(1)
})

it('follows no redirect, and gives what the receiver asked to wait', async () => {
  receiver.received.length = 0
  receiver.answerNext({ status: 302, headers: { location: `${receiver.url}/other` } })
  expect((await send(receiver.url, true)).status).toBe(302)
  receiver.answerNext({ status: 429, headers: { 'retry-after': '7' } })
  expect(await send(receiver.url, true)).toMatchObject({ status: 429, retryAfter: 7 })
  expect(receiver.received.map(({ path }) => path)).toEqual(['/', '/'])
})

it('says nothing of the address in an error, and takes no answer without end', async () => {
  const error: unknown = await send('http://127.0.0.1:1/secret-token', true).catch(
    (thrown: unknown) => thrown,
  )
  expect(String(error)).toBe('Error: ECONNREFUSED')
  receiver.answerNext({ status: 200, body: 'x'.repeat(1_000_000) })
  await expect(send(receiver.url, true)).rejects.toThrow('too large')
})
