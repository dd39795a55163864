import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../board'

/** Documents whose examples people type, by their paths from the root. */
export const DOCUMENTS = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The examples of a document in one language, `sh` or another, in their order. */
export function readBlocks(path: string, language: string): string[] {
  const pattern = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm')
  return [...readFileSync(join(ROOT, path), 'utf8').matchAll(pattern)].map(([, indent = '', text = '']) =>
    text
      .split('\n')
      .map((line) => line.slice(indent.length))
      .join('\n'),
  )
}

/** Each command of a document on one line, without comments; lines that only set variables are none. */
export function readCommands(path: string): string[] {
  return readBlocks(path, 'sh')
    .join('\n')
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !/^(export )?[A-Z_]+=("[^"]*"|[^ ]*)$/.test(line))
}
