// @ts-check
import { gzipSync } from 'node:zlib'

const KINDS = /** @type {const} */ ({ script: 'js', stylesheet: 'css', document: 'html' })

/**
 * What a first visit of a page transfers until somebody does something there, gzip, in kB of 1000 bytes: all that the
 * browser really asks for, be it in the page or by a script.
 * @param {import('@playwright/test').Page} page of a browser that has seen nothing of the board yet
 * @param {string} url
 */
export async function measureBytes(page, url) {
  /** @type {import('@playwright/test').Response[]} */
  const answers = []
  page.on('response', (answer) => answers.push(answer))
  await page.goto(url, { waitUntil: 'networkidle' })
  const sizes = { js: 0, css: 0, html: 0, total: 0 }
  for (const answer of answers) {
    const kind = Reflect.get(KINDS, answer.request().resourceType())
    if (!kind) continue
    const size = gzipSync(await answer.body()).length / 1000
    sizes[/** @type {'js'} */ (kind)] += size
    sizes.total += size
  }
  return sizes
}
