// @ts-check
import { isOver, MACHINE } from './figures.mjs'

/** How much of a figure that is over its budget is noise: another run on a shared machine. */
const NOISE = 1.6

/** Milliseconds of a task that do not count as blocking, on whatever machine. */
const LONG_TASK_MS = 50

/**
 * Figures by name and number of jobs, as the table of a BENCHMARKS.md has them; of a run, and so of no number of jobs,
 * without one.
 * @param {string} markdown
 * @returns {(figure: string, jobs?: number) => number | undefined}
 */
export function readKept(markdown) {
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  const head = rows.find(([name]) => name === 'figure') ?? []
  return (figure, jobs) => {
    const cells = rows.find(([name]) => name === figure)
    const cell =
      jobs === undefined
        ? cells?.slice(2).find(Boolean)
        : cells?.[head.indexOf(`${jobs.toLocaleString('en')} jobs`)]
    const number = cell?.replace(/[*]|\(over\)/g, '').trim()
    return number ? Number(number) : undefined
  }
}

/**
 * Figures that are over their budget, and that by more than they were in a run that was kept. Milliseconds are of two
 * machines, each of which the runs have measured.
 * @param {readonly import('./figures.mjs').Figure[]} figures
 * @param {ReturnType<typeof readKept>} kept
 */
export function findWorse(figures, kept) {
  const here = figures.find(({ figure }) => figure === MACHINE)?.value ?? 1
  const slower = here / (kept(MACHINE) ?? here)
  return figures.filter((figure) => {
    if (!isOver(figure)) return false
    const before = kept(figure.figure, figure.jobs)
    if (before === undefined) return true
    // A task that is just short enough on one machine blocks on a slower one.
    const free = figure.figure.startsWith('blocking time') ? LONG_TASK_MS : 0
    const known = figure.unit === 'ms' ? Math.max(0, (before + free) * slower - free) : before
    return figure.most === undefined ? figure.value < known / NOISE : figure.value > known * NOISE
  })
}
