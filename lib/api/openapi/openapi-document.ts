import { z } from 'zod'
import { errorAnswer } from '../error'
import { job } from '../job'
import { mirrorState } from '../mirror-state'
import { OPERATIONS, type Operation } from './operations'

const toRef = (name: string) => `#/components/schemas/${name}`

/**
 * What any path may answer: a bad request line, nobody signed in, a method other than GET and HEAD, a foreign Host, a
 * fault of ours.
 */
const ERRORS: { readonly [status: number]: string } = {
  400: 'A parameter, the address or a header is not what it takes',
  401: 'Sign-in is on, and nobody is signed in',
  404: 'There is no such thing',
  405: 'Only GET and HEAD are allowed',
  409: 'Several accounts on the board have a job of this id: put source: before it',
  421: 'The board does not stand under this Host',
  429: 'DashScope wants fewer calls, or too many questions wait for it; see Retry-After',
  500: 'A fault of the board; its log says why',
  503: 'Nothing to answer with yet, or DashScope could not tell; see Retry-After',
}
const ALWAYS = [400, 401, 405, 421, 500]

/**
 * The API as OpenAPI 3.1, from the same zod definitions that check the answers. `version` is Tuneboard's, `server`
 * where the board stands.
 */
export function toOpenApi({ version, server }: { version: string; server: string }): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tuneboard',
      version,
      description:
        "Fine-tune jobs of an Alibaba Cloud Model Studio (DashScope) account, in DashScope's own form: its SDKs work with this address as DASHSCOPE_HTTP_BASE_URL. Read only.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    // Without a token, too: a board may stand open, or behind the sign-in of a proxy.
    security: [{}, { token: [] }],
    paths: Object.fromEntries(OPERATIONS.map((operation) => [operation.path, { get: toGet(operation) }])),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of the board: npm run token create NAME',
        },
      },
      schemas: toSchemas(),
      responses: Object.fromEntries(
        Object.entries(ERRORS).map(([status, description]) => [`Error${status}`, toError(description)]),
      ),
    },
  }
}

function toGet({ id, summary, parameters, answer, cached, errors }: Operation) {
  const content =
    'schema' in answer
      ? { 'application/json': { schema: { $ref: toRef(answer.name) } } }
      : Object.fromEntries(answer.media.map((type) => [type, { schema: { type: 'string' } }]))
  const statuses = [...new Set([...ALWAYS, ...errors])].sort((a, b) => a - b)
  return {
    operationId: id,
    summary,
    parameters,
    responses: {
      200: { description: summary, content },
      ...(cached ? { 304: { description: 'The answer is the one whose ETag was sent' } } : {}),
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
      ),
    },
  }
}

function toError(description: string) {
  const content = { 'application/json': { schema: { $ref: toRef('ErrorAnswer') } } }
  return { description, content }
}

/** As what a reader may rely on: further fields may come, so none is forbidden. */
function toSchemas(): Record<string, unknown> {
  const named = z.registry<{ id: string }>()
  named.add(errorAnswer, { id: 'ErrorAnswer' })
  named.add(job, { id: 'Job' })
  named.add(mirrorState, { id: 'MirrorState' })
  for (const { answer } of OPERATIONS) if ('schema' in answer) named.add(answer.schema, { id: answer.name })
  const { schemas } = z.toJSONSchema(named, { uri: toRef, io: 'input', unrepresentable: 'any' })
  // What has a name of its own in zod's registry of everything comes as one more schema that holds the others.
  const { __shared, ...rest } = schemas
  const text = JSON.stringify({ ...rest, ...__shared?.$defs })
  const all: Record<string, Record<string, unknown>> = JSON.parse(
    text.replaceAll(toRef('__shared#/$defs/'), toRef('')),
  )
  return Object.fromEntries(
    Object.entries(all).map(([name, { $schema: _, $id: __, id: ___, ...schema }]) => [name, schema]),
  )
}
