'use client'

import { type ReactNode, useState } from 'react'
import { Table } from '../table'

/** A box that asks for other rows, and shows them. */
export function Filter({ first }: { first: readonly (readonly string[])[] }): ReactNode {
  const [rows, setRows] = useState(first)
  const [turn, setTurn] = useState(0)
  async function choose() {
    setTurn(turn + 1)
    setRows(await (await fetch(`/rows?of=${turn + 1}`)).json())
  }
  return (
    <>
      <input type="checkbox" checked={turn % 2 === 1} onChange={choose} />
      <Table rows={rows} />
    </>
  )
}
