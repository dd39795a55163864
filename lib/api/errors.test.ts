import { expect, it } from 'vitest'
import { ERROR_CODES, toErrorInfo } from './errors'

it('knows a code, a sub-code by itself first and by its stem else', () => {
  expect(toErrorInfo('Throttling.RateQuota')).toEqual({
    code: 'Throttling.RateQuota',
    status: 429,
    key: 'errors.Throttling.RateQuota',
  })
  expect(toErrorInfo('InvalidParameter.DataFile')?.code).toBe('InvalidParameter')
  expect(toErrorInfo('Workspace.AccessDenied')?.status).toBe(403)
})

it('says nothing of a code never heard of', () => {
  for (const code of ['1', '', 'Model.Gone', 'constructor', 'toString.x'])
    expect(toErrorInfo(code)).toBeNull()
})

it('gives every code an error status', () => {
  for (const code of ERROR_CODES) expect(toErrorInfo(code)?.status).toBeGreaterThanOrEqual(400)
})
