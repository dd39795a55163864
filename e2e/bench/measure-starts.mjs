// @ts-check
import { startBoard } from './board.mjs'
import { MACHINE } from './figures.mjs'
import { startBuilt } from './floor.mjs'
import { toQuantile } from './load.mjs'

const TURNS = 5
/** The budgets were drawn up on a machine where the do-nothing app takes so long to its first page. */
const FLOOR_MS = 530

/**
 * How many times slower this machine is than that of the budgets. Milliseconds move with the machine; what is measured
 * in one run does so together.
 * @param {import('./figures.mjs').Add} add @returns {Promise<number>}
 */
export async function measureMachine(add) {
  /** @type {number[]} */
  const times = []
  for (let turn = 0; turn < TURNS; turn++) {
    const floor = await startBuilt()
    times.push(floor.startMs)
    await floor.stop()
  }
  const floorMs = toQuantile(times, 0.5)
  add('start of the do-nothing app', floorMs, 'ms')
  add(MACHINE, floorMs / FLOOR_MS, 'times')
  return floorMs / FLOOR_MS
}

/**
 * Starts of the board, to its first page; the median.
 * @param {string} name
 * @param {import('./account.mjs').Account} account
 * @param {(turn: number) => string} toDatabase a path
 * @param {{ most?: number }} budget
 * @param {import('./figures.mjs').Add} add
 */
export async function measureStarts(name, account, toDatabase, budget, add) {
  /** @type {number[]} */
  const times = []
  for (let turn = 0; turn < TURNS; turn++) {
    const board = await startBoard(account, toDatabase(turn))
    times.push(board.startMs)
    await board.stop()
  }
  add(name, toQuantile(times, 0.5), 'ms', budget)
}
