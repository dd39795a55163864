import 'server-only'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** What a child may import of ours, unless it says more. */
const ROOMS = ['lib/server/store', 'lib/jobs']

/** Makes plain JavaScript of the store in a folder: Node 20 runs no TypeScript. Gives what starts a file of it. */
export function prepareChildren(folder: string, rooms: readonly string[] = ROOMS) {
  for (const room of rooms) {
    mkdirSync(join(folder, room), { recursive: true })
    for (const name of readdirSync(join(ROOT, room))) {
      if (!/\.(ts|mjs)$/.test(name) || name.includes('.test.')) continue
      const path = join(ROOT, room, name)
      const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      })
      writeFileSync(join(folder, room, toScript(name)), rewriteImports(outputText, path, folder))
    }
  }
  /** Starts a file with arguments, by way of another program (as another user, say) where one is given. */
  return (entry: URL, args: readonly string[], by: readonly string[] = []): ChildProcess => {
    const script = join(folder, toScript(relative(ROOT, fileURLToPath(entry))))
    const [program = process.execPath, ...rest] = [...by, process.execPath, script, ...args]
    return spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  }
}

/** What a child printed before it ended. */
export async function readAnswer(child: ChildProcess): Promise<string> {
  const ended = once(child, 'close')
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const [code] = await ended
  if (code !== 0) throw new Error(`the child ended with ${code}: ${text}`)
  return text
}

function toScript(path: string): string {
  return path.replace(/\.ts$/, '.mjs')
}

function rewriteImports(text: string, path: string, folder: string): string {
  return text
    .replace(/^import 'server-only';$/m, '')
    .replaceAll(/(from|import) '([^']+)'/g, (whole, word: string, specifier: string) => {
      if (specifier.startsWith('node:')) return whole
      if (/^(\.|@\/)/.test(specifier)) {
        const target = specifier.startsWith('.')
          ? resolve(dirname(path), specifier)
          : join(ROOT, specifier.slice(2))
        return `${word} '${join(folder, relative(ROOT, target).replace(/\.mjs$/, ''))}.mjs'`
      }
      return `${word} '${import.meta.resolve(specifier)}'`
    })
}
