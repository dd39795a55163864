import 'server-only'
import { createHash } from 'node:crypto'
import type { Reader } from '@/lib/format/reader'
import type { MirroredJob } from '@/lib/jobs/job'
import { toJobRef } from '@/lib/jobs/job-ref'
import { toNoticeText } from '../notify/notice-text'

/**
 * Jobs as an Atom feed. `home` is where the board stands, with a slash at its end; `search` the query string of the
 * jobs page; `now` (ms since 1970) stands where no job tells a time. Source: RFC 4287.
 */
export function toFeed(parts: {
  jobs: readonly MirroredJob[]
  search: string
  home: string
  reader: Reader
  now: number
}): string {
  const { jobs, search, home, reader, now } = parts
  const query = search ? `?${search}` : ''
  const times = jobs.map((entry) => toUpdated(entry, 0))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${reader.locale}">`,
    `<id>${toUuid(`feed ${search}`)}</id>`,
    `<title>Tuneboard${search ? ` · ${toXml(decodeSafely(search))}` : ''}</title>`,
    `<updated>${new Date(Math.max(...times) > 0 ? Math.max(...times) : now).toISOString()}</updated>`,
    '<author><name>Tuneboard</name></author>',
    `<link rel="self" type="application/atom+xml" href="${toXml(`${home}feed.atom${query}`)}"/>`,
    `<link rel="alternate" type="text/html" href="${toXml(`${home}${query}`)}"/>`,
    ...jobs.map((entry) => toEntry(entry, home, reader, now)),
    '</feed>\n',
  ].join('\n')
}

function toEntry(entry: MirroredJob, home: string, reader: Reader, now: number): string {
  const { createdAt, status } = entry
  const { title, lines, link } = toNoticeText(entry, reader, home)
  return [
    '<entry>',
    `<id>${toUuid(`job ${toJobRef(entry)}`)}</id>`,
    `<title>${toXml(title)}</title>`,
    ...(createdAt === null ? [] : [`<published>${new Date(createdAt).toISOString()}</published>`]),
    `<updated>${new Date(toUpdated(entry, now)).toISOString()}</updated>`,
    `<category term="${toXml(status)}"/>`,
    `<link rel="alternate" type="text/html" href="${toXml(link.href)}"/>`,
    `<content type="text">${toXml(lines.join('\n'))}</content>`,
    '</entry>',
  ].join('\n')
}

function toUpdated({ endedAt, createdAt }: MirroredJob, otherwise: number): number {
  return endedAt ?? createdAt ?? otherwise
}

/** The same id for the same thing for good, in a form that every reader takes. */
function toUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A text without what XML cannot hold, and with its marks written out. */
export function toXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

function decodeSafely(search: string): string {
  return [...new URLSearchParams(search)].map(([name, value]) => `${name}=${value}`).join(' ')
}
