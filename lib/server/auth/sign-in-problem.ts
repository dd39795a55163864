import 'server-only'

/** Why somebody who tried was not signed in. */
export type SignInProblem =
  | { readonly kind: 'wrong' }
  /** Too many tries; the next one after so many seconds. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The provider knows him, and the board does not let him in. */
  | { readonly kind: 'notAllowed'; readonly name: string }
  /** The way to the provider and back took too long, or was begun elsewhere. */
  | { readonly kind: 'again' }
  /** The provider could not be asked, or its answer was not to be believed. */
  | { readonly kind: 'provider' }

/** The HTTP status that the page which says so is answered with. */
export function toProblemStatus({ kind }: SignInProblem): number {
  return { wrong: 401, wait: 429, notAllowed: 403, again: 400, provider: 502 }[kind]
}
