import 'server-only'
import { compareCodePoints } from '@/lib/jobs/code-point-order'
import { selectText, toColumnText } from './columns'
import type { Engine } from './engine'
import { parseStoredText, toStoredText } from './stored-text'
import type { ViewRecords } from './view-records'

/** Views in a database. Each call is one statement, so none needs a transaction. */
export function createSqlViewRecords({ kind, run }: Pick<Engine, 'kind' | 'run'>): ViewRecords {
  return {
    async list() {
      const rows = await run((db) =>
        db
          .selectFrom('views')
          .select([selectText(kind, 'name').as('name'), selectText(kind, 'search').as('search')])
          .execute(),
      )
      return rows
        .map(({ name, search }) => ({
          name: parseStoredText(toColumnText(name)),
          search: parseStoredText(toColumnText(search)),
        }))
        .filter(({ name }) => name !== '')
        .sort((a, b) => compareCodePoints(a.name, b.name))
    },
    async save(view, by, at) {
      const changed = { search: toStoredText(view.search), saved_by: toStoredText(by), saved_at: at }
      await run((db) =>
        db
          .insertInto('views')
          .values({ name: toStoredText(view.name), ...changed })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(changed))
          .execute(),
      )
    },
    async remove(name) {
      await run((db) => db.deleteFrom('views').where('name', '=', toStoredText(name)).execute())
    },
  }
}
