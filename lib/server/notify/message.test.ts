import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createReaders } from '../readers'
import type { StatusEvent } from '../store/store'
import { toNoticeRequest, toRefusal } from './message'
import { toNoticeText } from './notice-text'

const NOW = 1_795_500_000_123
const event: StatusEvent = {
  id: 'evt_1',
  seq: 7,
  status: 'FAILED',
  observedAt: NOW,
  job: {
    job_id: 'ft-1',
    job_name: '<!channel> [x](http://evil) *b*',
    status: 'FAILED',
    base_model: 'qwen3-14b',
    usage: 1_234_567,
    message: '</script> @all\nsecond line',
  },
}
const reader = (locale: 'en' | 'zh-Hans') => createReaders().getReader(locale, 'Asia/Shanghai')
const text = toNoticeText(event, reader('en'), 'https://board.example/tools/')
const hmac = (key: string | Buffer, message: string) =>
  createHmac('sha256', key).update(message).digest('base64')
const read = (body: string) => JSON.parse(body)

it('says who, what, why, and where to look, in the language of the target', () => {
  expect(text.title).toBe('Failed: <!channel> [x](http://evil) *b*')
  expect(text.lines).toEqual([
    'Base model: qwen3-14b',
    'Tokens: 1,234,567',
    'Reason: </script> @all\nsecond line',
  ])
  expect(text.link).toEqual({ label: 'Open in Tuneboard', href: 'https://board.example/tools/jobs/ft-1' })
  expect(toNoticeText(event, reader('zh-Hans'), 'https://b/').link.label).toBe('在 Tuneboard 中打开')
})

describe('a webhook', () => {
  it('carries the job as DashScope sent it, and is signed as Standard Webhooks says', () => {
    for (const [secret, key] of [
      ['a secret', 'a secret'],
      [`whsec_${Buffer.from('raw bytes').toString('base64')}`, 'raw bytes'],
    ] as const) {
      const { url, headers, body } = toNoticeRequest(
        { type: 'webhook', url: 'https://r.example/in?x=1', secret },
        event,
        text,
        NOW,
      )
      expect(url).toBe('https://r.example/in?x=1')
      expect(read(body)).toMatchObject({
        id: 'evt_1',
        type: 'job.status',
        data: { job_id: 'ft-1', status: 'FAILED', url: text.link.href, job: event.job },
      })
      expect(headers).toEqual({
        'webhook-id': 'evt_1',
        'webhook-timestamp': '1795500000',
        'webhook-signature': `v1,${hmac(key, `evt_1.1795500000.${body}`)}`,
      })
    }
  })
})

it('gives Slack a text in which a name is no mention and no link', () => {
  const { body } = toNoticeRequest({ type: 'slack', url: 'https://hooks.slack.com/x' }, event, text, NOW)
  const lines = read(body).text.split('\n')
  expect(lines[0]).toBe('*Failed: &lt;!channel&gt; [x](http://evil) *b**')
  expect(lines.at(-1)).toBe('<https://board.example/tools/jobs/ft-1|Open in Tuneboard>')
})

it('gives DingTalk Markdown, with the signature in the address', () => {
  const target = { type: 'dingtalk' as const, url: 'https://oapi.dingtalk.com/robot/send?access_token=t' }
  const { url, body } = toNoticeRequest({ ...target, secret: 'SECabc' }, event, text, NOW)
  const params = new URL(url).searchParams
  expect(params.get('access_token')).toBe('t')
  expect(params.get('timestamp')).toBe(String(NOW))
  expect(params.get('sign')).toBe(hmac('SECabc', `${NOW}\nSECabc`))
  expect(read(body).markdown.text).toContain('\\<\\!channel\\> \\[x\\](http://evil) \\*b\\*')
  expect(new URL(toNoticeRequest(target, event, text, NOW).url).searchParams.has('sign')).toBe(false)
})

it('gives Feishu a post, with the signature in the body', () => {
  const target = {
    type: 'feishu' as const,
    url: 'https://open.feishu.cn/open-apis/bot/v2/hook/x',
    secret: 's',
  }
  const body = read(toNoticeRequest(target, event, text, NOW).body)
  expect(body).toMatchObject({ msg_type: 'post', timestamp: '1795500000', sign: hmac('1795500000\ns', '') })
  expect(body.content.post.zh_cn.content.at(-1)).toEqual([
    { tag: 'a', text: 'Open in Tuneboard', href: text.link.href },
  ])
})

it('gives WeCom Markdown', () => {
  const { body } = toNoticeRequest({ type: 'wecom', url: 'https://qyapi.weixin.qq.com/x' }, event, text, NOW)
  expect(read(body)).toMatchObject({ msgtype: 'markdown', markdown: { content: expect.any(String) } })
})

it.each([
  ['webhook', 204, '', null],
  ['webhook', 301, '', 'HTTP 301'],
  ['slack', 200, 'ok', null],
  ['slack', 404, 'no_service', 'HTTP 404'],
  ['dingtalk', 200, '{"errcode":0,"errmsg":"ok"}', null],
  ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'code 310000'],
  ['feishu', 200, '{"StatusCode":0}', null],
  ['feishu', 200, '{"code":19021,"msg":"sign match fail"}', 'code 19021'],
  ['wecom', 200, '{"errcode":45009}', 'code 45009'],
  ['wecom', 200, '<html>', 'an answer that is no JSON'],
] as const)('knows whether %s took a message: %s %s', (type, status, body, refusal) => {
  expect(toRefusal(type, status, body)).toBe(refusal)
})

it('says whose job it is, where the board shows several accounts', () => {
  const said = toNoticeText({ ...event, source: 'intl' }, reader('en'), 'https://board.example/')
  expect(said.lines[0]).toBe('Source: intl')
  expect(said.link.href).toBe('https://board.example/jobs/intl:ft-1')
})
