// @ts-check
import { chromium } from '@playwright/test'
import { BROWSER_FLAGS } from '../browser-flags.mjs'
import { findBrowser } from '../find-browser.mjs'
import { toQuantile } from './load.mjs'

const TURNS = 20

/**
 * What people feel, in a real Chromium: milliseconds from a filter click and from a key to the rows on the screen,
 * the largest paint, the layout shift.
 * @param {string} url of the board
 */
export async function measureBrowser(url) {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: BROWSER_FLAGS,
    ...(executablePath ? { executablePath } : {}),
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(() => {
    Object.assign(window, { lcp: 0, shift: 0 })
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) Object.assign(window, { lcp: startTime })
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { shift: Reflect.get(window, 'shift') + Reflect.get(entry, 'value') })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  /** @type {number[]} */
  const paints = []
  for (let turn = 0; turn < 5; turn++) {
    await page.goto(url, { waitUntil: 'load' })
    await page.waitForFunction(() => Reflect.get(window, 'lcp') > 0)
    paints.push(await page.evaluate(() => Reflect.get(window, 'lcp')))
  }
  const filter = await measure(page, 'filter')
  await page.goto(url, { waitUntil: 'load' })
  const key = await measure(page, 'key')
  const shift = await page.evaluate(() => Reflect.get(window, 'shift'))
  await browser.close()
  return {
    lcp: toQuantile(paints, 0.5),
    shift,
    filter: { p50: toQuantile(filter, 0.5), p95: toQuantile(filter, 0.95) },
    key: { p50: toQuantile(key, 0.5), p95: toQuantile(key, 0.95) },
  }
}

/**
 * From an action to the frame after the URL and the rows followed it.
 * @param {import('@playwright/test').Page} page
 * @param {'filter' | 'key'} action
 */
async function measure(page, action) {
  /** @type {number[]} */
  const times = []
  for (let turn = 0; turn < TURNS; turn++)
    times.push(await page.evaluate(act, /** @type {const} */ ([action, turn])))
  return times
}

/** Runs in the page. @param {readonly ['filter' | 'key', number]} input @returns {Promise<number>} milliseconds */
function act([action, turn]) {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const before = location.search
    const observer = new MutationObserver(() => {
      if (location.search === before || document.querySelector('[aria-busy=true]')) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    const field = document.querySelector('input[name=q]')
    const boxes = document.querySelectorAll('input[name=status]')
    const box = boxes[turn % boxes.length]
    if (action === 'filter' && box instanceof HTMLElement) box.click()
    if (action === 'key' && field instanceof HTMLInputElement) {
      field.focus()
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      set?.call(field, turn % 2 ? `qwen${turn}`.slice(0, 4) : `n_epochs>=${turn % 5}`)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
}
