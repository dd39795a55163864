import 'server-only'

/** A script of Next's. */
const SCRIPT = /^<script src="([^"]+)"(?=[^>]* async="")[^>]* nonce="([^"]*)"[^>]*><\/script>$/
const OPENING = '<script src="'
const CLOSING = '</script>'
const ROOT = '<html'

/** On the page until it has been painted: style sheets leave out by it what nobody sees without scrolling. */
const MARK = 'data-first-look'

/** Runs in the page, behind all of it: once the page has been painted, or at once where nobody sees it, takes the mark away and puts the scripts in. */
const PUT_IN =
  `(()=>{let p=()=>{document.documentElement.removeAttribute("${MARK}");for(let l of document.querySelectorAll("link[data-later]")){let s=document.createElement("script");s.src=l.getAttribute("href");s.async=true;document.head.append(s)}};document.hidden?p():new PerformanceObserver((_,o)=>{o.disconnect();p()}).observe({type:"paint",buffered:true})})()`

/**
 * A page whose scripts are fetched at once and run once it has been painted. A browser runs an `async` script as soon as
 * it is there, which near its server is before the page has been laid out; there is nothing in them that the first look
 * needs.
 */
export function putScriptsLater(html: Buffer): Buffer {
  // The page is copied and never made a text, which took as long as a tenth of drawing it.
  const root = html.indexOf(ROOT) + ROOT.length
  const pieces = [html.subarray(0, root), Buffer.from(` ${MARK}=""`)]
  let nonce: string | null = null
  let done = root
  for (let start = html.indexOf(OPENING); start >= 0; start = html.indexOf(OPENING, start + OPENING.length)) {
    const end = html.indexOf(CLOSING, start) + CLOSING.length
    const [, src, own] = SCRIPT.exec(html.toString('latin1', start, end)) ?? []
    if (src === undefined || own === undefined) continue
    nonce = own
    const fetched = `<link rel="preload" as="script" fetchPriority="low" data-later href="${src}" nonce="${own}"/>`
    pieces.push(html.subarray(done, start), Buffer.from(fetched, 'latin1'))
    done = end
  }
  const body = html.lastIndexOf('</body>')
  if (nonce === null || body < done) return html
  const putIn = Buffer.from(`<script nonce="${nonce}">${PUT_IN}</script>`, 'latin1')
  return Buffer.concat([...pieces, html.subarray(done, body), putIn, html.subarray(body)])
}
