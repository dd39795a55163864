/** Why data cannot be shown. `request_id` is DashScope's, or the board's where `ours`: their support asks for theirs. */
export type Failure = {
  readonly code: string
  readonly message: string
  readonly request_id?: string | undefined
  readonly ours: boolean
}
