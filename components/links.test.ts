import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FOLDERS = ['app', 'components', 'lib/client', 'lib/jobs', 'lib/server']

/** A path that leaves the page or the server and does not stand under BASE_PATH. */
const RAW = [
  /\b(href|action|formAction|src|icon|location|server)(=|: )\{?["'`]\/(?!\/)/,
  /\b(fetch|(push|replace)State|router\.(push|replace))\((null, '', )?["'`]\//,
  /[?:] ["'`]\/(\?|usage|views|columns|jobs|mirror|compare)/,
  /Path=\//,
]

it('every link, form and fetch stands under BASE_PATH', () => {
  const lines = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$|test-/.test(name))
      .flatMap((name) =>
        readFileSync(join(folder, name), 'utf8')
          .split('\n')
          .map((line) => `${join(folder, name)}: ${line.trim()}`),
      ),
  )
  expect(lines.length).toBeGreaterThan(10_000)
  const raw = lines.filter((line) => RAW.some((pattern) => pattern.test(line)))
  // Next's own part of a link, a comparison with what Next tells, and a text.
  expect(raw.filter((line) => !/redirect\(|above: '|<code /.test(line))).toEqual([])
})

it.each([
  '<a href="/usage">',
  "<form action={'/sign-in'}>",
  'href={`/jobs/x`}',
  "fetch('/preferences')",
  "return search ? x : '/usage'",
])('that would find %s', (line) => expect(RAW.some((pattern) => pattern.test(line))).toBe(true))
