// @ts-check
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Loads a module of the project into this process, for Node 20 reads no TypeScript.
 * @param {string} path from the project's folder
 * @returns {Promise<any>} its exports
 */
export async function loadTypeScript(path) {
  const server = await createViteServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    resolve: {
      alias: [
        { find: 'server-only', replacement: `${ROOT}node_modules/server-only/empty.js` },
        { find: /^@\//, replacement: ROOT },
      ],
    },
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  const module = await server.ssrLoadModule(`/${path}`)
  await server.close()
  return module
}
