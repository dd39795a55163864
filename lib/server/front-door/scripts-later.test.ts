import { expect, it } from 'vitest'
import { putScriptsLater } from './scripts-later'

const HEAD =
  '<head><script src="/a.js" async="" nonce="n=="></script><script src="/old.js" noModule="" nonce="n=="></script></head>'
const toPage = (text: string) =>
  `<html>${HEAD}<body>${text}<script src="/b.js" nonce="n==" async=""></script><script nonce="n==">push("</body>")</script></body></html>`

it('fetches scripts at once and puts them in behind the page', () => {
  const html = putScriptsLater(Buffer.from(toPage('数学推理 强化'))).toString()
  expect(html).toMatch(
    /^<html data-first-look=""><head><script nonce="n==">new [^<]*<\/script><link rel="preload"/,
  )
  expect(html).not.toMatch(/<script src="[^"]*"[^>]* async/)
  expect(html.match(/<link rel="preload"[^>]*>/g)).toEqual(
    ['/a.js', '/b.js'].map(
      (src) => `<link rel="preload" as="script" fetchPriority="low" data-later href="${src}" nonce="n=="/>`,
    ),
  )
  expect(html).toContain('数学推理 强化')
  expect(html).toContain('<script src="/old.js" noModule="" nonce="n==">')
  expect(html).toMatch(/push\("<\/body>"\)<\/script><script nonce="n==">\(.*<\/script><\/body><\/html>$/)
})

it('leaves a page without scripts as it is', () => {
  const html = Buffer.from('<html><body>nothing</body></html>')
  expect(putScriptsLater(html)).toBe(html)
})
