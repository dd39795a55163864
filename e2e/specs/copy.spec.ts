import { expect, test } from '../test'
import { t } from '../words'

test.use({ ownContext: true, permissions: ['clipboard-read', 'clipboard-write'] })

const SEARCH = 'model=qwen3-8b&status=SUCCEEDED&sort=-usage&page_no=2&page_size=10'

test('copies the link, an id and an output model', async ({ page, jobsPage, board }) => {
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await jobsPage.open(SEARCH)
  await page.getByRole('button', { name: t('jobs.copyLink') }).click()
  await expect.poll(clipboard).toBe(`${board.url}/?${SEARCH}`)
  await expect(page.getByText(t('common.copied', { count: 1 })).first()).toBeAttached()
  const [id = ''] = await jobsPage.ids()
  await jobsPage.row(id).hover()
  await jobsPage
    .row(id)
    .getByRole('button', { name: t('jobs.copyId') })
    .click()
  await expect.poll(clipboard).toBe(id)
  await jobsPage
    .row(id)
    .getByRole('button', { name: t('jobs.copyOutput') })
    .click()
  await expect.poll(clipboard).toMatch(new RegExp(`${id}$`))
})

const SHELLS = [
  ['bash', "curl --location 'URL'", /Bearer \$\{?DASHSCOPE_API_KEY\}?"/],
  ['cmd', 'curl --location "URL"', /Bearer %DASHSCOPE_API_KEY%"/],
  ['powershell', "curl.exe --location 'URL'", /Bearer \$env:DASHSCOPE_API_KEY"/],
] as const

test('copies the view as a command for three shells', { tag: '@full' }, async ({
  page,
  jobsPage,
  account,
  board,
}) => {
  await jobsPage.open(SEARCH)
  await page.getByRole('button', { name: t('jobs.curl'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('jobs.curl.title') })
  const theirs = dialog.getByRole('region', { name: 'DashScope', exact: true })
  const ours = dialog.getByRole('region', { name: t('jobs.curl.board'), exact: true })
  for (const [shell, program, variable] of SHELLS) {
    await dialog.getByRole('radio', { name: t(`jobs.curl.${shell}`), exact: true }).check()
    const upstream = `${account.url}/fine-tunes?model=qwen3-8b&page_no=2&page_size=10`
    await expect(theirs).toContainText(program.replace('URL', upstream))
    await expect(theirs).toContainText(variable)
    await dialog.getByRole('button', { name: t('jobs.curl.copy', { title: 'DashScope' }) }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(variable)
    await expect(ours).toContainText(program.replace('URL', `${board.url}/api/v1/fine-tunes?${SEARCH}`))
    await expect(ours).not.toContainText('DASHSCOPE_API_KEY')
  }
  await expect(dialog).toContainText(t('jobs.curl.dropped', { parameters: 'status, sort' }))
  await dialog.getByRole('button', { name: t('common.close') }).click()
  await expect(dialog).toHaveCount(0)
})
