import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { toRows } from '../to-rows'
import { Filter } from './filter'

const ROWS = toRows('0')

/** The least that a filter costs. */
export default async function Page(): Promise<ReactNode> {
  await connection()
  return <Filter first={ROWS} />
}
