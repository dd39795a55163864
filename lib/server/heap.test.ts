import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const HEAP = fileURLToPath(new URL('heap.mjs', import.meta.url))

/** Bytes that the young part of the heap takes in a process that keeps much of what it makes. */
function measureYoung(isKeptSmall: boolean): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { keepHeapSmall } from ${JSON.stringify(HEAP)}
    if (${isKeptSmall}) keepHeapSmall()
    const kept = []
    for (let at = 0; at < 400_000; at++) kept.push({ at, text: [at] })
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    console.log(kept.length && young.physical_space_size)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
}

it('does not grow for what a start leaves behind', () => {
  expect(measureYoung(true)).toBeLessThan(measureYoung(false) / 2)
})
