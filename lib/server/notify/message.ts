import 'server-only'
import { createHmac } from 'node:crypto'
import type { NotifyTarget } from '../notify-file.mjs'
import type { StatusEvent } from '../store/store'

/** An event, and where the board shows several accounts whose it is. */
export type ToldEvent = StatusEvent & { readonly source?: string }

/** What people read about an event, in the target's language. */
export type NoticeText = {
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly label: string; readonly href: string }
}

/** A request to a target, complete and signed. */
export type NoticeRequest = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Says an event as its target takes it; `now` (ms since 1970) dates the signature. Sources: "Standard Webhooks",
 * "Sending messages using incoming webhooks" (Slack), "自定义机器人安全设置" (DingTalk), "自定义机器人使用指南" (Feishu),
 * "群机器人配置说明" (WeCom).
 */
export function toNoticeRequest(
  target: Pick<NotifyTarget, 'type' | 'url' | 'secret'>,
  event: ToldEvent,
  text: NoticeText,
  now: number,
): NoticeRequest {
  const body = BODIES[target.type](event, text)
  if (target.type === 'webhook') return toSigned(target, event.id, JSON.stringify(body), now)
  const { secret } = target
  const url = new URL(target.url)
  if (secret && target.type === 'dingtalk') {
    url.searchParams.set('timestamp', String(now))
    url.searchParams.set('sign', sign(secret, `${now}\n${secret}`))
  }
  if (secret && target.type === 'feishu') {
    const timestamp = String(Math.floor(now / 1000))
    Object.assign(body, { timestamp, sign: sign(`${timestamp}\n${secret}`, '') })
  }
  return { url: url.href, headers: {}, body: JSON.stringify(body) }
}

type Body = (event: ToldEvent, text: NoticeText) => object

const BODIES: { readonly [type in NotifyTarget['type']]: Body } = {
  webhook: ({ id, source, status, observedAt, job }, { link }) => ({
    id,
    type: 'job.status',
    timestamp: new Date(observedAt).toISOString(),
    data: { ...(source === undefined ? {} : { source }), job_id: job.job_id, status, url: link.href, job },
  }),
  slack: (_, { title, lines, link }) => ({
    text: [`*${toSlack(title)}*`, ...lines.map(toSlack), `<${link.href}|${toSlack(link.label)}>`].join('\n'),
    unfurl_links: false,
  }),
  dingtalk: (_, text) => ({ msgtype: 'markdown', markdown: { title: text.title, text: toMarkdown(text) } }),
  feishu: (_, { title, lines, link }) => ({
    msg_type: 'post',
    content: {
      post: {
        zh_cn: {
          title,
          content: [
            ...lines.map((line) => [{ tag: 'text', text: line }]),
            [{ tag: 'a', text: link.label, href: link.href }],
          ],
        },
      },
    },
  }),
  wecom: (_, text) => ({ msgtype: 'markdown', markdown: { content: toMarkdown(text) } }),
}

/**
 * Whether a target took a message: the chat services answer 200 to what they refuse, too, and say so in the body.
 * `null` when it did, else what it said, in few words.
 */
export function toRefusal(type: NotifyTarget['type'], status: number, body: string): string | null {
  if (status < 200 || status > 299) return `HTTP ${status}`
  if (type === 'webhook' || type === 'slack') return null
  try {
    const answer: { errcode?: unknown; code?: unknown; StatusCode?: unknown } = JSON.parse(body)
    const code = type === 'feishu' ? (answer.code ?? answer.StatusCode) : answer.errcode
    return code === 0 ? null : `code ${String(code).slice(0, 20)}`
  } catch {
    return 'an answer that is no JSON'
  }
}

function toSigned(
  { url, secret = '' }: Pick<NotifyTarget, 'url' | 'secret'>,
  id: string,
  body: string,
  now: number,
): NoticeRequest {
  const timestamp = String(Math.floor(now / 1000))
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  const signature = `v1,${sign(key, `${id}.${timestamp}.${body}`)}`
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
  return { url, headers, body }
}

function sign(key: string | Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64')
}

/** Nothing in a name is a mention or a link of Slack's. */
function toSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Nothing in a name is Markdown. */
function toMarkdown({ title, lines, link }: NoticeText): string {
  const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|!~@]/g, '\\$&')
  return [`**${plain(title)}**`, ...lines.map(plain), `[${plain(link.label)}](${link.href})`].join('\n\n')
}
