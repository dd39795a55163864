import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)

/** Names, which are the same in every language. */
const NAMES = new Set([
  'Tuneboard',
  'DashScope',
  'UTC',
  'JSON',
  'CSV',
  'JSONL',
  'API',
  'Atom',
  'GET',
  'HEAD',
  'SDK',
])

/** Attributes whose text a person reads or hears. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label|caption)$/

/** Texts of a component that a person reads and that come from no catalogue. */
function findTexts(name: string, code: string): string[] {
  const found: string[] = []
  const tell = (text: string) => {
    const said = text.replace(/^[\s·]+|[\s·]+$/g, '')
    if (/\p{L}{2}/u.test(said) && !NAMES.has(said)) found.push(`${name}: ${said}`)
  }
  function visit(node: ts.Node): void {
    if (ts.isJsxText(node)) tell(node.text)
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) tellStrings(node.expression)
    if (ts.isJsxAttribute(node) && SPOKEN.test(node.name.getText())) tellStrings(node.initializer)
    ts.forEachChild(node, visit)
  }
  /** What an expression says itself; what it hands to a function is that function's. */
  function tellStrings(node: ts.Node | undefined): void {
    if (!node) return
    if (ts.isStringLiteralLike(node)) tell(node.text)
    else if (ts.isTemplateExpression(node))
      for (const { text } of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) tell(text)
    else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) tellStrings(node.expression)
    else if (ts.isConditionalExpression(node)) {
      tellStrings(node.whenTrue)
      tellStrings(node.whenFalse)
    } else if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.BarBarToken) tellStrings(node.left)
      tellStrings(node.right)
    }
  }
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

it('finds text in code, wherever it stands', () => {
  const code = `<p title="Some words" className="a b" aria-label={on ? 'On it' : t('x.y')}>
    Plain words {t('some.key')} {count > 0 && 'left over'} {\`Page \${count} jobs\`} · – <b>DashScope</b>
  </p>`
  expect(findTexts('a.tsx', code).sort()).toEqual([
    'a.tsx: On it',
    'a.tsx: Page',
    'a.tsx: Plain words',
    'a.tsx: Some words',
    'a.tsx: jobs',
    'a.tsx: left over',
  ])
})

it('stands in no component and in no page', () => {
  const texts = ['app', 'components'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) =>
        findTexts(`${folder}/${name}`, readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
      ),
  )
  expect(texts).toEqual([])
})
