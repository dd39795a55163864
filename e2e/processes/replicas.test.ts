import { afterAll, beforeAll, expect, it } from 'vitest'
import { toStatusInfo } from '@/lib/jobs/status'
import { type SampleAccount, startSampleAccount } from '@/lib/sample-account/sample-account'
import { describeWithPostgres, startTestPostgres, type TestPostgres } from '@/lib/server/store/test-postgres'
import type { Board } from '../board'
import { askList, kill, SOAK, startAccountBoard, until } from './boards'

/** Of each replica; each of them asks for a list, one after the other. */
const VIEWERS = SOAK ? 200 : 50
const SECONDS = SOAK ? 60 : 5

describeWithPostgres('three boards on one Postgres', () => {
  let postgres: TestPostgres
  let account: SampleAccount
  let boards: Board[] = []
  let database: string

  const start = () => startAccountBoard(account, database, { REFRESH_SECONDS: '1', UPSTREAM_RPS: '50' })

  beforeAll(async () => {
    postgres = await startTestPostgres()
    database = await postgres.newDatabase()
    account = await startSampleAccount({ jobs: 300 })
    boards = await Promise.all([start(), start(), start()])
  })
  afterAll(async () => {
    for (const board of boards) {
      board.child.kill('SIGCONT')
      await kill(board)
    }
    await account.stop()
    await postgres.remove()
  })

  const calls = (board: Board) => board.output().match(/DashScope (answered|failed)/g)?.length ?? 0
  const total = async (board: Board) => (await askList(board, '?page_size=1'))?.output.total

  /** Lets people look at all boards; gives the calls to the account meanwhile. */
  async function look(seconds: number): Promise<number> {
    account.resetCalls()
    const end = performance.now() + seconds * 1000
    let turn = 0
    const view = async (board: Board) => {
      while (performance.now() < end) {
        const list = await askList(board, `?page_size=20&q=${['', 'qwen', 'n_epochs>=2'][turn++ % 3]}`)
        expect(list?.mirror.complete).toBe(true)
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
    await Promise.all(boards.flatMap((board) => Array.from({ length: VIEWERS }, () => view(board))))
    return account.countCalls()
  }

  /** The board that calls. */
  async function findLeader(among: readonly Board[]): Promise<Board> {
    const before = among.map(calls)
    let leader: Board | undefined
    await until('one of them calls', 25, async () => {
      await Promise.all(among.map(total))
      leader = among.find((board, at) => calls(board) > (before[at] ?? 0))
      return leader !== undefined
    })
    if (!leader) throw new Error('nobody calls')
    return leader
  }

  it('call as one does, however many look', async () => {
    for (const board of boards)
      await until('it shows all', 30, async () => (await askList(board))?.mirror.complete === true)
    const before = boards.map(calls)
    const startedAt = performance.now()
    const made = await look(SECONDS)
    const seconds = (performance.now() - startedAt) / 1000
    console.log(
      `${3 * VIEWERS} viewers on three boards: ${made} calls in ${seconds.toFixed(1)} s, one board makes ${seconds.toFixed(0)}`,
    )
    expect(made).toBeGreaterThan(0)
    // Once a second the newest page, and unfinished jobs off it.
    const unfinished = account
      .jobs()
      .slice(100)
      .filter(({ status }) => !toStatusInfo(String(status)).terminal)
    expect(made).toBeLessThanOrEqual(1.1 * (1 + unfinished.length) * (seconds + 1))
    expect(boards.filter((board, at) => calls(board) > (before[at] ?? 0))).toHaveLength(1)
  })

  it('show a change within 2 s of each other', async () => {
    const before = await total(boards[0] as Board)
    account.add({ status: 'SUCCEEDED' })
    const first = await Promise.race(
      boards.map((board) => until('one shows it', 20, async () => (await total(board)) !== before)),
    )
    const last = await Promise.all(
      boards.map((board) => until('all show it', 20, async () => (await total(board)) !== before)),
    )
    expect(Math.max(...last)).toBeLessThan(first + 2_000)
  })

  it.each(SOAK ? Array.from({ length: 40 }, (_, at) => (at % 2 ? 'SIGSTOP' : 'SIGKILL')) : ['SIGKILL'])(
    'go on within 20 s without the one that calls (%s)',
    async (signal) => {
      const leader = await findLeader(boards)
      const others = boards.filter((board) => board !== leader)
      const stoppedAt = performance.now()
      if (signal === 'SIGKILL') await kill(leader)
      else leader.child.kill('SIGSTOP')
      const next = await findLeader(others)
      const ms = performance.now() - stoppedAt
      console.log(`${signal}: another calls after ${(ms / 1000).toFixed(1)} s`)
      expect(ms).toBeLessThan(20_000)
      for (const board of others) expect((await askList(board))?.mirror.complete).toBe(true)
      const before = calls(leader)
      if (signal === 'SIGKILL') boards = [...others, await start()]
      else {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 30_000 - ms)))
        leader.child.kill('SIGCONT')
        await until('it answers again', 20, async () => (await total(leader)) !== undefined)
      }
      account.resetCalls()
      const startedAt = performance.now()
      await Promise.all([...boards.map(total), new Promise((resolve) => setTimeout(resolve, 3_000))])
      expect(await findLeader(boards)).toBe(next)
      if (signal === 'SIGSTOP') expect(calls(leader) - before).toBeLessThanOrEqual(1)
      expect(account.countCalls()).toBeLessThanOrEqual(
        1.1 * 20 * ((performance.now() - startedAt) / 1000 + 1),
      )
    },
  )
})
