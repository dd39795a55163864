/** When a running training began, and when it would end at its pace so far: an estimate, milliseconds since 1970. */
export type Outlook = { readonly startedAt: number; readonly expectedEndAt: number }
