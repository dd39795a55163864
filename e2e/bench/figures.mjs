// @ts-check
/**
 * A figure, and what it may be at most or at least.
 * @typedef {{ figure: string, jobs: number, value: number, unit: string, most?: number, least?: number }} Figure
 * @typedef {(figure: string, value: number, unit: string, budget?: { most?: number, least?: number }) => void} Add
 */

/** The figure that tells two machines apart. */
export const MACHINE = 'this machine, times slower than that of the budgets'

/** Whether a figure is outside its budget. @param {Figure} figure */
export function isOver({ value, most, least }) {
  return (most !== undefined && !(value <= most)) || (least !== undefined && !(value >= least))
}

/** @param {Figure} figure @returns {string} */
export function toBudget({ most, least }) {
  if (most !== undefined) return `≤ ${toShort(most)}`
  return least === undefined ? '' : `≥ ${toShort(least)}`
}

/** @param {number} value */
export function toShort(value) {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)))
}

/**
 * The figures as a table in Markdown, a row a figure and a column a number of jobs.
 * @param {readonly Figure[]} figures
 */
export function toMarkdown(figures) {
  const sizes = [...new Set(figures.map(({ jobs }) => jobs))].sort((a, b) => a - b)
  const names = [...new Set(figures.map(({ figure }) => figure))]
  const lines = names.map((name) => {
    const all = figures.filter(({ figure }) => figure === name)
    const cells = sizes.map((size) => {
      const found = all.find(({ jobs }) => jobs === size)
      if (!found) return ''
      return isOver(found) ? `**${toShort(found.value)}** (over)` : toShort(found.value)
    })
    const budgets = [...new Set(all.map(toBudget).filter(Boolean))].join(' · ')
    return `| ${name} | ${all[0]?.unit} | ${cells.join(' | ')} | ${budgets} |`
  })
  return [
    `| figure | unit | ${sizes.map((size) => `${size.toLocaleString('en')} jobs`).join(' | ')} | budget |`,
    `|---|---|${sizes.map(() => '---:').join('|')}|---|`,
    ...lines,
  ].join('\n')
}

/**
 * How a figure grows, as a chart that Markdown readers draw.
 * @param {readonly Figure[]} figures @param {string} title @param {readonly string[]} names
 */
export function toChart(figures, title, names) {
  const sizes = [...new Set(figures.filter(({ figure }) => names.includes(figure)).map(({ jobs }) => jobs))]
  const lines = names.map(
    (name) =>
      `  line [${sizes.map((size) => figures.find(({ figure, jobs }) => figure === name && jobs === size)?.value.toFixed(2) ?? 0).join(', ')}]`,
  )
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis [${sizes.map((size) => `"${size.toLocaleString('en')}"`).join(', ')}]`,
    '  y-axis "ms"',
    ...lines,
    '```',
  ].join('\n')
}
