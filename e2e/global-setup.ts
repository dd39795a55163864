import { spawnSync } from 'node:child_process'
import { ROOT } from './board'

/** Builds once, where there is no build of these sources, before boards are started side by side. */
// biome-ignore lint/style/noDefaultExport: Playwright takes a module's default
export default function buildOnce(): void {
  const { status } = spawnSync(process.execPath, ['lib/server/build.mjs'], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('The production build failed; see above.')
}
