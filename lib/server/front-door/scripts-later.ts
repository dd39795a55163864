import 'server-only'

/** A script of Next's. */
const SCRIPT = /^<script src="([^"]+)"(?=[^>]* async="")[^>]* nonce="([^"]*)"[^>]*><\/script>$/
const OPENING = '<script src="'
const CLOSING = '</script>'
const ROOT = '<html'
const HEAD = '<head>'

/** On the page until it has been painted: style sheets leave out by it what nobody sees without scrolling. */
const MARK = 'data-first-look'

/** Runs in the page before all of it: a page that comes slowly is painted before its rows are there. */
const TAKE_MARK = `new PerformanceObserver(()=>document.documentElement.removeAttribute("${MARK}")).observe({type:"paint",buffered:true})`

/**
 * Runs in the page, behind all of it: puts the scripts in once the page has been painted, or a moment after its first
 * frame where that shows nothing yet, or at once where nobody sees it.
 */
const PUT_IN =
  '(()=>{let d=document,p=()=>{p=()=>{};for(let l of d.querySelectorAll("link[data-later]")){let s=d.createElement("script");s.src=l.getAttribute("href");s.async=true;d.head.append(s)}};if(d.hidden)return p();new PerformanceObserver(()=>p()).observe({type:"paint",buffered:true});requestAnimationFrame(()=>setTimeout(()=>p(),100))})()'

/**
 * A page whose scripts are fetched at once and run once it has been painted. A browser runs an `async` script as soon as
 * it is there, which near its server is before the page has been laid out; there is nothing in them that the first look
 * needs.
 */
export function putScriptsLater(html: Buffer): Buffer {
  // The page is copied and never made a text, which took as long as a tenth of drawing it.
  const pieces: Buffer[] = []
  let nonce: string | null = null
  const head = html.indexOf(HEAD) + HEAD.length
  let done = head
  const body = html.lastIndexOf('</body>')
  if (head < HEAD.length || body < 0) return html
  for (let start = html.indexOf(OPENING); start >= 0; start = html.indexOf(OPENING, start + OPENING.length)) {
    const end = html.indexOf(CLOSING, start) + CLOSING.length
    const [, src, own] = SCRIPT.exec(html.toString('latin1', start, end)) ?? []
    if (src === undefined || own === undefined) continue
    nonce = own
    const fetched = `<link rel="preload" as="script" fetchPriority="low" data-later href="${src}" nonce="${own}"/>`
    pieces.push(html.subarray(done, start), Buffer.from(fetched, 'latin1'))
    done = end
  }
  if (nonce === null || body < done) return html
  const toScript = (text: string) => Buffer.from(`<script nonce="${nonce}">${text}</script>`, 'latin1')
  const root = html.indexOf(ROOT) + ROOT.length
  return Buffer.concat([
    html.subarray(0, root),
    Buffer.from(` ${MARK}=""`),
    html.subarray(root, head),
    toScript(TAKE_MARK),
    ...pieces,
    html.subarray(done, body),
    toScript(PUT_IN),
    html.subarray(body),
  ])
}
