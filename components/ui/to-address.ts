/**
 * The whole address of one of the board's own paths, base path and all, as a router is to have it: of a path alone it
 * takes the base path for missing, and puts it there again.
 */
export function toAddress(href: string): string {
  return location.origin + href
}
