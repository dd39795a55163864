import 'server-only'

/** How somebody got in: nobody asked, or by what he showed. */
export type Via = 'open' | 'password' | 'oidc' | 'header' | 'token'

/** Somebody whom the front door let in. */
export type Viewer = {
  readonly via: Via
  /** As people know him: an e-mail address, the name of a token; `null` where the board knows no name. */
  readonly name: string | null
}
