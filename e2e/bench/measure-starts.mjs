// @ts-check
import { startBoard } from './board.mjs'
import { startBuilt } from './floor.mjs'
import { toQuantile } from './load.mjs'

const TURNS = 5
/**
 * The budgets are 800 ms with nothing stored and 2,000 ms with 100,000 jobs, on a machine where the do-nothing app takes
 * 530. Milliseconds move with the machine; what both take in one run does so together.
 */
const FLOOR_MS = 530

/**
 * Starts of the board, in turns with those of the do-nothing app; the median of each.
 * @param {string} name
 * @param {import('./account.mjs').Account} account
 * @param {(turn: number) => string} toDatabase a path
 * @param {number} mostMs on the machine of the budgets
 * @param {import('./figures.mjs').Add} add
 */
export async function measureStarts(name, account, toDatabase, mostMs, add) {
  /** @type {{ floor: number[], board: number[] }} */
  const times = { floor: [], board: [] }
  for (let turn = 0; turn < TURNS; turn++) {
    const floor = await startBuilt()
    times.floor.push(floor.startMs)
    await floor.stop()
    const board = await startBoard(account, toDatabase(turn))
    times.board.push(board.startMs)
    await board.stop()
  }
  const floor = toQuantile(times.floor, 0.5)
  const board = toQuantile(times.board, 0.5)
  add(name, board, 'ms')
  add(`${name}, against the do-nothing app`, board / floor, 'times', { most: mostMs / FLOOR_MS })
}
