import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Refusal } from './refusal'

/** Answers in DashScope's error form, or to a browser that shows pages, with a page that says the same. */
export function sendRefusal(
  response: ServerResponse,
  { status, code, message, allow }: Refusal,
  requestId: string,
): void {
  const isPage = isPageRequest(response.req)
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

/** Whether a browser asks for a page to show; programs are answered in their own form. */
export function isPageRequest({ method, headers, url }: IncomingMessage): boolean {
  const isRead = method === 'GET' || method === 'HEAD'
  return isRead && !url?.startsWith('/api/') && !headers.rsc && /\btext\/html\b/.test(headers.accept ?? '')
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
