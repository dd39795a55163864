import 'server-only'

/** A script of Next's, wherever it stands. */
const SCRIPT = /<script src="([^"]+)"(?=[^>]* async="")[^>]* nonce="([^"]*)"[^>]*><\/script>/g

/** Runs in the page, behind all of it: puts the scripts in once the page has been painted, or at once where nobody sees it. */
const PUT_IN =
  '(()=>{let p=()=>{for(let l of document.querySelectorAll("link[data-later]")){let s=document.createElement("script");s.src=l.getAttribute("href");s.async=true;document.head.append(s)}};document.hidden?p():requestAnimationFrame(()=>setTimeout(p))})()'

/**
 * A page whose scripts are fetched at once and run once it has been painted. A browser runs an `async` script as soon as
 * it is there, which near its server is before the page has been laid out; there is nothing in them that the first look
 * needs.
 */
export function putScriptsLater(html: Buffer): Buffer {
  // Each byte is a character here, so that nothing of the page is decoded.
  const text = html.toString('latin1')
  let nonce: string | null = null
  const fetched = text.replace(SCRIPT, (_, src: string, own: string) => {
    nonce = own
    return `<link rel="preload" as="script" fetchPriority="low" data-later href="${src}" nonce="${own}"/>`
  })
  const end = fetched.lastIndexOf('</body>')
  if (nonce === null || end < 0) return html
  return Buffer.from(
    `${fetched.slice(0, end)}<script nonce="${nonce}">${PUT_IN}</script>${fetched.slice(end)}`,
    'latin1',
  )
}
