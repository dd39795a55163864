import 'server-only'

/** Headers by which Next's parts, and the platforms it runs on, talk to each other; from outside they can only be forged. */
const INTERNAL =
  /^(x-middleware-|x-nextjs-|x-next-|x-invoke-|x-vercel-|x-now-|x-matched-path$|x-prerender-|x-action-|next-action$|next-resume$|content-security-policy)/

/** Whether a header, its name in lower case, is one by which the parts of Next talk to each other. */
export function isInternalHeader(name: string): boolean {
  return INTERNAL.test(name)
}
