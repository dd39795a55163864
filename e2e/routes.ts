import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './board'

/** Every address that the build knows, with a real id where one is asked for: a new route is among them when it is born. */
export function readRoutes(job_id: string): { pages: string[]; routes: string[] } {
  const file = join(ROOT, '.next/app-path-routes-manifest.json')
  const manifest: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
  const toPaths = (kind: RegExp) =>
    Object.entries(manifest)
      .filter(([source, path]) => kind.test(source) && !path.startsWith('/_'))
      .map(([, path]) => path.replace(/\[jobId\]/, job_id).replace(/\[[^\]]+\]/g, 'x'))
  return { pages: toPaths(/page$/), routes: toPaths(/route$/) }
}
