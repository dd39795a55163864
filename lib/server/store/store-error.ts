import 'server-only'

export type StoreCode =
  /** The file was damaged; it was set aside and a new one begun. */
  | 'StoreCorrupt'
  /** No room on the disk. */
  | 'StoreFull'
  | 'StoreReadOnly'
  | 'StoreNoPermission'
  /** Written by a newer version, or by another program. */
  | 'StoreNewer'
  | 'StoreForeign'
  /** The database does not answer, is locked, or failed. */
  | 'StoreUnavailable'
  /** What it was given it will never take. */
  | 'StoreRefused'
  /** Another process has taken over. */
  | 'StoreNotLeader'

/** What is wrong with the store. The message is one line for the person who runs the server. */
export type StoreProblem = { readonly code: StoreCode; readonly message: string }

/** Why the database did not do what it was asked. The message is one line for the person who runs the server. */
export class StoreError extends Error implements StoreProblem {
  readonly code: StoreCode

  constructor(code: StoreCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
