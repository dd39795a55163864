import 'server-only'

/**
 * The policy of a page: own scripts with this answer's nonce, own styles, nothing inline, nothing from elsewhere.
 * Next reads the nonce from the request's header of the same name and puts it on every script.
 * In development React needs `eval` for its stacks and Next puts styles inline.
 */
export function toContentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
