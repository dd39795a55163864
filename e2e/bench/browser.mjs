// @ts-check
import { chromium } from '@playwright/test'
import { BROWSER_FLAGS } from '../browser-flags.mjs'
import { findBrowser } from '../find-browser.mjs'
import { toQuantile } from './load.mjs'

/**
 * @typedef {object} Felt what people feel, in milliseconds but for the shift
 * @property {number} lcp the largest paint, median
 * @property {number} blocked total blocking time of a load, median
 * @property {number} shift layout shift over all
 */

/**
 * @template T
 * @param {number} slowDown of the processor, 1 for none
 * @param {(page: import('@playwright/test').Page) => Promise<T>} look
 * @returns {Promise<T>}
 */
export async function inBrowser(slowDown, look) {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: BROWSER_FLAGS,
    ...(executablePath ? { executablePath } : {}),
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
    await page.addInitScript(observe)
    return await look(page)
  } finally {
    await browser.close()
  }
}

/** Runs in the page, before anything else. */
function observe() {
  const seen = Object.assign(window, { seen: { lcp: 0, blocked: 0, shift: 0, drawn: 0 } }).seen
  /** @type {[string, (entry: PerformanceEntry) => void][]} */
  const watches = [
    ['largest-contentful-paint', (entry) => (seen.lcp = entry.startTime)],
    ['longtask', (entry) => (seen.blocked += Math.max(0, entry.duration - 50))],
    ['layout-shift', (entry) => (seen.shift += Number(Reflect.get(entry, 'value')))],
  ]
  for (const [type, note] of watches)
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
}

/** Runs in the page: notes the first frame with as many as `count` of what is looked for. @param {{ selector: string, count: number }} whole */
function noteWhole({ selector, count }) {
  requestAnimationFrame(function look() {
    if (document.querySelectorAll(selector).length < count) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      Reflect.get(window, 'seen').drawn = performance.now()
    })
  })
}

/** Loads of a page in a row, the first of which finds the browser with another page's code and is not counted. */
const IN_A_ROW = 4

/**
 * Loads pages over and over, a few loads of each in turn: whatever else the machine does meanwhile, it does to all of
 * them.
 * @param {readonly { url: string, whole?: { selector: string, count: number } }[]} pages `whole` is what is drawn of a
 *   page that is whole
 * @param {number} slowDown @param {number} turns loads of each that count, at least
 * @returns {Promise<(Felt & { drawn: number })[]>} of each page; `drawn` is when all of it was there, in milliseconds, median
 */
export async function measureLoads(pages, slowDown, turns) {
  /** @type {(Felt & { drawn: number })[][]} */
  const all = pages.map(() => [])
  for (let turn = 0; turn < turns; turn += IN_A_ROW - 1)
    for (const [at, { url, whole }] of pages.entries())
      await inBrowser(slowDown, async (page) => {
        if (whole) await page.addInitScript(noteWhole, whole)
        for (let load = 0; load < IN_A_ROW; load++) {
          const felt = await measureLoad(page, url, whole !== undefined)
          if (load > 0) all[at]?.push(felt)
        }
      })
  return all.map((loads) => {
    const median = (/** @type {keyof Felt | 'drawn'} */ name) =>
      toQuantile(
        loads.map((felt) => felt[name]),
        0.5,
      )
    return {
      lcp: median('lcp'),
      blocked: median('blocked'),
      drawn: median('drawn'),
      shift: Math.max(...loads.map(({ shift }) => shift)),
    }
  })
}

/** @param {import('@playwright/test').Page} page @param {string} url @param {boolean} isWhole whether to wait for all of it @returns {Promise<Felt & { drawn: number }>} */
async function measureLoad(page, url, isWhole) {
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.waitForFunction(() => Reflect.get(window, 'seen').lcp > 0)
  if (isWhole) await page.waitForFunction(() => Reflect.get(window, 'seen').drawn > 0)
  // Scripts run after the first paint; blocking time counts until they rest.
  await page.evaluate(() => new Promise((rest) => requestIdleCallback(rest)))
  return page.evaluate(() => Reflect.get(window, 'seen'))
}

/**
 * Milliseconds from a click on a filter, or a key in the search field, to the rows on the screen.
 * @param {string} url of the board @param {'filter' | 'key'} action @param {number} slowDown @param {number} turns
 */
export async function measureActions(url, action, slowDown, turns) {
  const times = await inBrowser(slowDown, async (page) => {
    await page.goto(url, { waitUntil: 'networkidle' })
    await wake(page, 'input[name=q]')
    /** @type {number[]} */
    const times = []
    for (let turn = 0; turn < turns; turn++)
      times.push(await page.evaluate(act, /** @type {const} */ ([action, turn])))
    const measured = times.filter((time) => !Number.isNaN(time))
    if (measured.length < turns / 2)
      throw new Error(`of ${turns} times ${action} only ${measured.length} changed rows`)
    return measured
  })
  return { p50: toQuantile(times, 0.5), p95: toQuantile(times, 0.95) }
}

/** Moves the pointer until React has taken a part of the page over: before, nobody hears a click. @param {import('@playwright/test').Page} page @param {string} selector */
async function wake(page, selector) {
  const isAwake = () =>
    page.evaluate(
      (selector) =>
        Object.keys(document.querySelector(selector) ?? {}).some((key) => key.startsWith('__reactProps')),
      selector,
    )
  for (let x = 600; !(await isAwake()); x = 1200 - x) {
    await page.mouse.move(x, 890)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
}

/**
 * What the first gesture on a page that sleeps costs, in milliseconds, medians: until the page hears what is pressed, and
 * how long that blocks.
 * @param {string} url of the board @param {number} slowDown @param {number} turns
 */
export async function measureWaking(url, slowDown, turns) {
  return inBrowser(slowDown, async (page) => {
    /** @type {{ heard: number, blocked: number }[]} */
    const all = []
    for (let turn = 0; turn < turns; turn++) {
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.evaluate(() => Object.assign(Reflect.get(window, 'seen'), { blocked: 0 }))
      const startedAt = performance.now()
      await wake(page, 'input[name=q]')
      const heard = performance.now() - startedAt
      all.push({ heard, blocked: await page.evaluate(() => Reflect.get(window, 'seen').blocked) })
    }
    const median = (/** @type {'heard' | 'blocked'} */ name) =>
      toQuantile(
        all.map((woken) => woken[name]),
        0.5,
      )
    return { heard: median('heard'), blocked: median('blocked') }
  })
}

/**
 * Milliseconds from a click on the filter of the do-nothing page to its rows on the screen.
 * @param {string} url of the do-nothing app @param {number} slowDown @param {number} turns
 */
export async function measureLeastFilter(url, slowDown, turns) {
  const times = await inBrowser(slowDown, async (page) => {
    await page.goto(`${url}/filter`, { waitUntil: 'networkidle' })
    await wake(page, 'input')
    /** @type {number[]} */
    const times = []
    for (let turn = 0; turn < turns; turn++) times.push(await page.evaluate(actLeast))
    return times
  })
  return { p50: toQuantile(times, 0.5), p95: toQuantile(times, 0.95) }
}

/** Runs in the do-nothing page: ticks its box and waits until its rows are others. @returns {Promise<number>} milliseconds */
function actLeast() {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const observer = new MutationObserver(() => {
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
    })
    const table = document.querySelector('table')
    if (table) observer.observe(table, { subtree: true, childList: true, characterData: true })
    document.querySelector('input')?.click()
  })
}

/**
 * Runs in the page: changes the query, mostly to one that was not asked before, and waits until the page is drawn for the
 * new URL with its own rows. @param {readonly ['filter' | 'key', number]} input @returns {Promise<number>} milliseconds
 */
function act([action, turn]) {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const end = setTimeout(() => resolve(Number.NaN), 3_000)
    const toQuery = (/** @type {string} */ href) => {
      const query = new URL(href).searchParams
      query.delete('sort')
      query.delete('page_no')
      return query.toString()
    }
    const before = location.search
    const observer = new MutationObserver(() => {
      if (location.search === before) return
      // The number of jobs leads to the query that the page is drawn for.
      const head = document.querySelector('.totals a')
      if (!(head instanceof HTMLAnchorElement) || toQuery(head.href) !== toQuery(location.href)) return
      if (document.querySelector('[aria-busy=true]')) return
      observer.disconnect()
      clearTimeout(end)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    if (action === 'filter') {
      const boxes = [
        ...document.querySelectorAll('[type=checkbox][name=status]'),
        ...document.querySelectorAll('[type=checkbox][name=training_type]'),
      ]
      const box = boxes[turn % boxes.length]
      if (box instanceof HTMLElement) box.click()
      return
    }
    const field = document.querySelector('input[name=q]')
    if (!(field instanceof HTMLInputElement)) return
    field.focus()
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    set?.call(field, turn % 2 ? `qwen usage>${turn}` : `n_epochs>=${turn % 5} usage>${turn}`)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
