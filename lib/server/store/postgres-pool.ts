import 'server-only'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/**
 * A pool that lets go of connections that did not answer: pg gives them back with the question still under way, and
 * whoever gets one next would wait behind it.
 */
export function toPostgresPool(pool: Pool): PostgresPool {
  return {
    connect: async () => toClient(await pool.connect()),
    end: () => pool.end(),
  }
}

function toClient(client: PoolClient): PostgresPoolClient {
  let broken: Error | null = null

  async function query(text: string, parameters: readonly unknown[]) {
    if (broken) throw broken
    try {
      const { command, rowCount, rows } = await client.query(text, [...parameters])
      return { command: toCommand(command), rowCount: rowCount ?? 0, rows }
    } catch (error) {
      // What Postgres itself refused has a code, and leaves the connection fit for use.
      if (error instanceof Error && !('code' in error)) broken = error
      throw error
    }
  }

  return {
    query: query as PostgresPoolClient['query'],
    release: () => client.release(broken ?? undefined),
  }
}

type Command = 'UPDATE' | 'DELETE' | 'INSERT' | 'SELECT' | 'MERGE'

function toCommand(command: string): Command {
  return command as Command
}
