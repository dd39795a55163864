// @ts-check
// Queries answered by Postgres in place of the engine, over the same jobs: `node in-postgres-child.mjs URL JOBS`.
import pg from 'pg'
import { toQuantile } from './load.mjs'
import { loadTypeScript } from './load-typescript.mjs'
import { toQuery } from './queries.mjs'

const [url, jobs] = process.argv.slice(2)
const { startSampleAccount } = await loadTypeScript('lib/sample-account/sample-account.ts')
const account = await startSampleAccount({ jobs: Number(jobs) })
const samples = account.jobs()
await account.stop()

const client = new pg.Client({ connectionString: url })
await client.connect()
await client.query(`create table if not exists bench (
  job_id text primary key, job_name text, status text, base_model text, training_type text, creator text,
  usage bigint, created timestamp, ended timestamp, text text)`)
await client.query('truncate bench')
for (let start = 0; start < samples.length; start += 5000)
  await client.query(
    `insert into bench select job_id, job_name, status, base_model, training_type, creator, usage,
       create_time::timestamp, end_time::timestamp, lower(raw) from json_to_recordset($1) as
       job(job_id text, job_name text, status text, base_model text, training_type text, creator text, usage bigint,
       create_time text, end_time text, raw text)`,
    [
      JSON.stringify(
        samples
          .slice(start, start + 5000)
          .map((/** @type {object} */ job) => ({ ...job, raw: JSON.stringify(job) })),
      ),
    ],
  )
for (const column of ['status', 'base_model', 'creator', 'usage', 'created', 'ended', 'job_name'])
  await client.query(`create index if not exists bench_${column} on bench (${column})`)
await client.query('analyze bench')

/** @param {string} search */
async function select(search) {
  const params = new URLSearchParams(search)
  /** @type {[string, string, unknown][]} */
  const filters = []
  if (params.has('status')) filters.push(['status', 'status = ?', params.get('status')])
  if (params.has('model')) filters.push(['base_model', 'base_model = ?', params.get('model')])
  const days = Number(params.get('created_from')?.slice(1, -1) ?? 0)
  if (days) filters.push(['', 'created >= ?', new Date(Date.now() - days * 86_400_000)])
  for (const word of (params.get('q') ?? '').split(' ')) {
    const most = /^usage<(\d+)$/.exec(word)
    if (most) filters.push(['', 'usage < ?', most[1]])
    else if (word && !/[<>=]/.test(word)) filters.push(['', 'text like ?', `%${word}%`])
  }
  const where = (/** @type {string} */ off) => {
    const kept = filters.filter(([name]) => name === '' || name !== off)
    const texts = kept.map(([, text], at) => text.replace('?', `$${at + 1}`))
    return {
      text: texts.length ? `where ${texts.join(' and ')}` : '',
      values: kept.map(([, , value]) => value),
    }
  }
  const run = (/** @type {string} */ what, /** @type {string} */ off, /** @type {string} */ rest) => {
    const { text, values } = where(off)
    return client.query(`select ${what} from bench ${text} ${rest}`, values)
  }
  await run('*', '', 'order by created desc, job_id limit 50')
  await run('count(*), sum(usage), sum(extract(epoch from ended - created))', '', '')
  for (const facet of ['status', 'base_model', 'training_type', 'creator'])
    await run(`${facet}, count(*)`, facet, `group by ${facet} order by 2 desc`)
}

/** @type {number[]} */
const times = []
for (let turn = 0; turn < 150; turn++) {
  const startedAt = performance.now()
  await select(toQuery(turn))
  if (turn >= 30) times.push(performance.now() - startedAt)
}
await client.end()
console.log(JSON.stringify({ p50: toQuantile(times, 0.5), p99: toQuantile(times, 0.99) }))
process.exit(0)
