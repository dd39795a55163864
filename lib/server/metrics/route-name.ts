import 'server-only'

/** The routes whose answers are measured each under its own name; a path beside them counts as `other`. */
const ROUTES: readonly [RegExp, string][] = [
  [/^\/$/, '/'],
  [/^\/jobs\/[^/]+$/, '/jobs/{job_id}'],
  [/^\/(compare|usage|mirror|sign-in|sign-out|preferences|views|metrics|feed\.atom|badge\.svg)$/, '$&'],
  [/^\/_next\/.*$/, '/_next'],
  [/^\/api\/v1\/fine-tunes(\/export)?$/, '$&'],
  [/^\/api\/v1\/fine-tunes\/[^/]+(\/logs|\/checkpoints|\/metrics)?$/, '/api/v1/fine-tunes/{job_id}$1'],
  [/^\/api\/(v1\/usage|health|ready|openapi\.json)$/, '$&'],
]

/** The name of the route of a request target (path and query): one of few, whatever is asked for. */
export function toRouteName(target: string): string {
  const [path = ''] = target.split('?', 1)
  const found = ROUTES.find(([pattern]) => pattern.test(path))
  return found ? path.replace(...found) : 'other'
}
