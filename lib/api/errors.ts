/** HTTP status that DashScope gives each error code which it documents for these calls. Source: "Error messages", DashScope API reference. */
const DASHSCOPE = {
  InvalidParameter: 400,
  UnsupportedOperation: 400,
  Arrearage: 400,
  InvalidApiKey: 401,
  AccessDenied: 403,
  'Model.AccessDenied': 403,
  'Workspace.AccessDenied': 403,
  NotFound: 404,
  Conflict: 409,
  Throttling: 429,
  'Throttling.RateQuota': 429,
  'Throttling.AllocationQuota': 429,
  InternalError: 500,
  ModelUnavailable: 503,
  ServiceUnavailable: 503,
} as const

/** Our own: refusals of the board, and what can go wrong on the way to DashScope before it says a code. */
const OWN = {
  /** Told of the database, never answered. */
  StoreCorrupt: 500,
  StoreFull: 500,
  StoreReadOnly: 500,
  StoreNoPermission: 500,
  StoreUnavailable: 503,
  /** Told of a mirror, never answered: lists of another account are held back. */
  AccountChanged: 409,
  /** Several accounts on the board have a job of the id. */
  AmbiguousJobId: 409,
  /** A browser's, when no answer of the board came. */
  BoardUnreachable: 502,
  BadRequest: 400,
  /** Sign-in is on, and nobody is signed in or the token is not one of the board's. */
  NotSignedIn: 401,
  MethodNotAllowed: 405,
  MisdirectedRequest: 421,
  Redirected: 503,
  Unreachable: 503,
  BadAnswer: 503,
  TooLarge: 503,
  NotReady: 503,
  Timeout: 503,
} as const

const STATUSES_BY_CODE = { ...DASHSCOPE, ...OWN }

export type ErrorCode = keyof typeof STATUSES_BY_CODE

export type ErrorInfo = {
  readonly code: ErrorCode
  /** HTTP status: DashScope's of its own codes, which the board passes on as 503; the board's of the others. */
  readonly status: number
  /** Stem of its texts in the message catalogue: `.meaning` and `.action` follow. */
  readonly key: `errors.${ErrorCode}`
}

/** Every code of the catalogue. */
export const ERROR_CODES = Object.keys(STATUSES_BY_CODE).filter(isErrorCode)

/**
 * What is known of an error code. Of a sub-code that the catalogue lacks (`InvalidParameter.DataFile`) the part before
 * its first dot counts; `null` for a code never heard of, which is shown as it came.
 */
export function toErrorInfo(code: string): ErrorInfo | null {
  const known = [code, code.split('.', 1)[0] ?? ''].find(isErrorCode)
  return known ? { code: known, status: STATUSES_BY_CODE[known], key: `errors.${known}` } : null
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(STATUSES_BY_CODE, code)
}
