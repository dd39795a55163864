import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const toPath = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Tests that start databases and processes and wait for them: `npm test` runs them, `npm run check` does not. Those of
 * `e2e/processes`, with whole servers, are for `npm run test:full` and `npm run test:soak` alone.
 */
const HEAVY = [
  'lib/server/{mirror,store}/**/*.test.ts',
  'lib/server/{auth/oidc,front-door/front-door,notify/kills}.test.ts',
]
const ALL = ['{lib,components}/**/*.test.ts', 'e2e/bench/*.test.ts']

export default defineConfig({
  resolve: {
    alias: [
      // Outside Next nothing resolves the `react-server` condition, under which `server-only` is empty.
      { find: 'server-only', replacement: toPath('./node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: toPath('./') },
    ],
  },
  test: {
    // Machines are shared: a test waits for states, and this only ends one that hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A build puts it in (`next.config.mjs`).
    env: { BASE_PATH: '' },
    retry: process.env.CI ? 1 : 0,
    // On two processors it would be one.
    maxWorkers: 2,
    projects: [
      // In one process after the other: a new one for each of a hundred files takes longer than what they test.
      { extends: true, test: { name: 'quick', include: ALL, exclude: HEAVY, isolate: false } },
      { extends: true, test: { name: 'heavy', include: HEAVY } },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['e2e/processes/*.test.ts'],
          globalSetup: 'e2e/global-setup.ts',
          // They measure, and start several servers each.
          fileParallelism: false,
          ...(process.env.SOAK ? { testTimeout: 1_800_000 } : {}),
        },
      },
    ],
  },
})
