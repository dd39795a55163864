/** The cloud account of the team and its eight people: 16-digit ids, which are text and never numbers. */
export const ACCOUNT_ID = '1396993924585947'

export const WORKSPACE_ID = 'llm-v71tlvsampleteam'

export const PEOPLE = {
  lin: '2046618273951120',
  wang: '2091735504862217',
  chen: '2013370918245563',
  maria: '2077402615938841',
  jonas: '2060981437726095',
  aiko: '2038854160297734',
  zhao: '2085519276403318',
  pipeline: '2000000000000417',
} as const

export type Person = keyof typeof PEOPLE
