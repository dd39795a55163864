/** How the mirror of an account stands, for the people who run the board. Times are milliseconds since 1970. */
export type SourceReport = {
  /** The account's name, and its region and workspace; `null` where the board shows one. */
  readonly account: { readonly name: string; readonly place: string } | null
  /** Jobs that DashScope lists, and those that it no longer does. */
  readonly jobs: number
  readonly deleted: number
  readonly syncedAt: number | null
  readonly nextRefreshAt: number | null
  readonly lastSweepAt: number | null
  readonly sweep: { readonly seen: number; readonly total: number } | null
  /** Calls to DashScope. */
  readonly callsLastHour: number
  /** Until when no call is made after failures; `null` while calls are made. */
  readonly pausedUntil: number | null
  /** After several failures in a row calls are no longer made, but for one now and then that tries. */
  readonly breaker: 'closed' | 'open' | 'trying'
  /** The last call's failure; `request_id` is DashScope's. */
  readonly error: {
    readonly code: string
    readonly message: string
    readonly request_id?: string | undefined
  } | null
  /** What is wrong with keeping its jobs, in words for the operator. */
  readonly problem: string | null
}

/** How the mirrors of all accounts stand. */
export type MirrorReport = {
  readonly sources: readonly SourceReport[]
  /** Size of the database; `null` where the mirror is kept in memory alone. */
  readonly storeBytes: number | null
  /** What is wrong with the database, in words for the operator. */
  readonly problem: string | null
}
