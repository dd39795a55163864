import { expectAccessible } from '../expect-accessible'
import { expect, test } from '../test'

test('Prometheus gets figures, a program gets OpenAPI, and a person a page about it', async ({
  page,
  board,
}) => {
  const metrics = await fetch(`${board.url}/metrics`)
  expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const figures = await metrics.text()
  expect(figures).toMatch(/^tuneboard_jobs\{status="SUCCEEDED",base_model=".+"\} \d+$/m)
  expect(figures).toMatch(/^tuneboard_upstream_calls_total\{call="list",result="ok"\} [1-9]/m)
  await expect
    .poll(async () => (await fetch(`${board.url}/metrics`)).text())
    .toMatch(/_count\{route="\/metrics",status="2xx"\} [1-9]/)

  const openapi = await (await fetch(`${board.url}/api/openapi.json`)).json()
  expect(openapi.openapi).toMatch(/^3\.1/)

  await page.goto('/mirror')
  await page.getByRole('link', { name: 'The API of this board' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('API')
  for (const path of Object.keys(openapi.paths))
    await expect(page.getByRole('heading', { name: `GET ${path}`, exact: true })).toBeVisible()
  await expectAccessible(page)
})
