// @ts-check
// Ends with 0 while the board of this machine serves, else with 1: the health check of the container.
const { PORT, HOST, BASE_PATH = '' } = process.env
const host =
  !HOST || HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST
const url = `http://${host}:${PORT || 3000}${BASE_PATH.replace(/\/+$/, '')}/api/health`
const isWell = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exit(isWell ? 0 : 1)
