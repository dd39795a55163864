import 'server-only'
import type { ServerResponse } from 'node:http'
import type { Refusal } from './refusal'

/** Answers in DashScope's error form, or to a browser that shows pages, with a page that says the same. */
export function sendRefusal(
  response: ServerResponse,
  { status, code, message, allow }: Refusal,
  requestId: string,
): void {
  const isPage = /\btext\/html\b/.test(response.req.headers.accept ?? '') && isRead(response)
  const body = isPage
    ? toPage(message, `${status} ${code} · ${requestId}`)
    : JSON.stringify({ code, request_id: requestId, message })
  if (allow) response.setHeader('allow', allow)
  response.statusCode = status
  response.setHeader('content-type', `${isPage ? 'text/html' : 'application/json'}; charset=utf-8`)
  response.setHeader('content-length', Buffer.byteLength(body))
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

/** Leads to another address of the board, or to the sign-in provider. */
export function sendTo(response: ServerResponse, location: string): void {
  response.statusCode = 303
  response.setHeader('location', location)
  response.setHeader('content-length', 0)
  response.end()
}

function isRead({ req }: ServerResponse): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

/** Without styles: whoever is refused gets nothing of the board. */
function toPage(message: string, details: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tuneboard</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
</head><body><main><h1>Tuneboard</h1><p>${toHtml(message)}</p><p><small>${toHtml(details)}</small></p></main></body></html>
`
}

function toHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
