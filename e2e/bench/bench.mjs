// @ts-check
// `npm run bench [-- --short] [-- --jobs 1000,10000,100000] [-- --markdown BENCHMARKS.md]`: the performance figures.
// With `--kept BENCHMARKS.md` what is over its budget there may be over it here, but not by more.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureBuild } from '../../lib/server/build.mjs'
import { measureEngine } from './engine.mjs'
import { isOver, toBudget, toChart, toMarkdown, toShort } from './figures.mjs'
import { startFloor } from './floor.mjs'
import { measureInPostgres } from './in-postgres.mjs'
import { findWorse, readKept } from './kept.mjs'
import { measureBoard } from './measure-board.mjs'
import { measureMachine } from './measure-starts.mjs'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string' },
    engine: { type: 'string' },
    out: { type: 'string', default: 'bench.json' },
    markdown: { type: 'string' },
    kept: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const toSizes = (/** @type {string} */ text) => text.split(',').map(Number)
const sizes = toSizes(values.jobs ?? (values.short ? '10000' : '1000,10000,100000'))
const engineSizes = toSizes(values.engine ?? (values.short ? '10000' : '1000,10000,100000,1000000'))

/** @type {import('./figures.mjs').Figure[]} */
const figures = []
/** Budgets in milliseconds are those of another machine, and become this one's; none asks for more than it says. */
let slower = 1
const toAdd = (/** @type {number} */ jobs) => {
  /** @type {import('./figures.mjs').Add} */
  return (figure, value, unit, { most, ...budget } = {}) => {
    const scaled = most === undefined ? {} : { most: unit === 'ms' ? most * slower : most }
    figures.push({ figure, jobs, value, unit, ...scaled, ...budget })
    console.error(`${jobs}  ${figure}: ${toShort(value)} ${unit}`)
  }
}

if (!ensureBuild()) process.exit(1)
const floor = await startFloor()
try {
  slower = Math.max(1, await measureMachine(toAdd(sizes[0] ?? 0)))
  for (const jobs of sizes) await measureBoard(jobs, floor, toAdd(jobs), values.short)
} finally {
  await floor.stop()
}
for (const jobs of engineSizes) {
  const add = toAdd(jobs)
  const engine = measureEngine(jobs)
  const atHundredThousand = (/** @type {number} */ most) => (jobs === 100_000 ? { most } : {})
  add('engine: a query, p50', engine.queryP50, 'ms')
  add('engine: a query, p99', engine.queryP99, 'ms', atHundredThousand(10))
  add('engine: a word not asked before, p50', engine.wordP50, 'ms')
  add('engine: a word not asked before, p99', engine.wordP99, 'ms', atHundredThousand(10))
  if (engine.naiveP50 !== null) add('engine: the same, naive, p50', engine.naiveP50, 'ms')
  add('engine: a changed job, p50', engine.changeP50, 'ms', atHundredThousand(5))
  add('engine: first index', engine.firstIndex, 'ms')
  add('engine: longest piece of it', engine.longestPiece, 'ms', atHundredThousand(50))
}
const most = Math.max(...sizes)
const inPostgres = values.short ? null : await measureInPostgres(most)
if (inPostgres) {
  toAdd(most)('a query answered by Postgres instead, p50', inPostgres.p50, 'ms')
  toAdd(most)('a query answered by Postgres instead, p99', inPostgres.p99, 'ms')
}

console.table(
  figures.map((figure) => ({
    figure: figure.figure,
    jobs: figure.jobs,
    value: Number(toShort(figure.value)),
    unit: figure.unit,
    budget: toBudget(figure),
    over: isOver(figure) ? 'over' : '',
  })),
)
writeFileSync(
  values.out,
  `${JSON.stringify({ node: process.version, cores: cpus().length, figures }, null, 2)}\n`,
)
if (values.markdown) writeMarkdown(values.markdown)
const failing = values.kept
  ? findWorse(figures, readKept(readFileSync(values.kept, 'utf8')))
  : figures.filter(isOver)
for (const { figure, jobs, value, unit } of failing)
  console.error(`over: ${figure} at ${jobs} jobs, ${toShort(value)} ${unit}`)
if (failing.length > 0) process.exitCode = 1

/** Puts the figures between the marks of a document, and leaves its words as they are. @param {string} path */
function writeMarkdown(path) {
  const measured = [
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), ${new Date().toISOString().slice(0, 10)}.`,
    toMarkdown(figures),
    toChart(figures, 'A query in process, milliseconds by jobs', [
      'engine: a query, p50',
      'engine: a query, p99',
    ]),
  ].join('\n\n')
  const [before, rest] = readFileSync(path, 'utf8').split('<!-- figures -->\n')
  const after = rest?.split('<!-- end of figures -->')[1] ?? ''
  writeFileSync(path, `${before}<!-- figures -->\n${measured}\n<!-- end of figures -->${after}`)
}
