import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Table } from './table'
import { toRows } from './to-rows'

const ROWS = toRows('')

/** A dynamic page that does nothing: fifty rows of nine cells. */
export default async function Page(): Promise<ReactNode> {
  await connection()
  return <Table rows={ROWS} />
}
