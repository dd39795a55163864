import { readdirSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { toOpenApi } from './openapi-document'
import { OPERATIONS } from './operations'

const document = toOpenApi({ version: '1.2.3', server: '/' })

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  // The validator would say so of anything, were it not asked.
  const broken = { ...structuredClone(document), paths: { noSlash: { get: {} } } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

it('refers to nothing that it lacks', () => {
  const text = JSON.stringify(document)
  const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'))
  expect(refs.length).toBeGreaterThan(10)
  for (const path of refs)
    expect(
      path.reduce<unknown>((part, name) => Reflect.get(Object(part), name), document),
      path.join('/'),
    ).toBeTruthy()
})

it('describes every route of app/api, and none besides', () => {
  const routes = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)route\.ts$/.test(path) && !path.includes('[...'))
    .map((path) => `/api/${path.replace(/\/route\.ts$/, '').replaceAll('[jobId]', '{job_id}')}`)
  expect(OPERATIONS.map(({ path }) => path).sort()).toEqual(
    [...routes, '/metrics', '/feed.atom', '/badge.svg'].sort(),
  )
})

it('describes every parameter of the path', () => {
  for (const { path, parameters } of OPERATIONS)
    for (const [, name] of path.matchAll(/\{(\w+)\}/g))
      expect(parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)).toBe(true)
})
