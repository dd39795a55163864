// @ts-check
import { gzipSync } from 'node:zlib'

/**
 * What a first visit of a page transfers, gzip, in kB of 1000 bytes. Scripts for browsers without modules are left
 * out, for no browser that the board supports loads them.
 * @param {string} url
 */
export async function measureBytes(url) {
  const html = await fetchBytes(url)
  const text = html.toString()
  const legacy = new Set([...text.matchAll(/<script[^>]*noModule[^>]*>/gi)].flatMap(([tag]) => toPaths(tag)))
  const paths = [...new Set(toPaths(text))].filter((path) => !legacy.has(path))
  const sizes = { js: 0, css: 0, html: toKilobytes(html), total: 0 }
  for (const path of paths) {
    const size = toKilobytes(await fetchBytes(new URL(path, url).href))
    if (path.endsWith('.css')) sizes.css += size
    else sizes.js += size
  }
  sizes.total = sizes.js + sizes.css + sizes.html
  return sizes
}

/** @param {string} html */
function toPaths(html) {
  return [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"?]+\.(?:js|css))/g)].map(
    ([, path]) => path ?? '',
  )
}

/** @param {string} url */
async function fetchBytes(url) {
  return Buffer.from(await (await fetch(url)).arrayBuffer())
}

/** @param {Buffer} bytes */
function toKilobytes(bytes) {
  return gzipSync(bytes).length / 1000
}
