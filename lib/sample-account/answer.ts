import { randomUUID } from 'node:crypto'

/** An answer of the service before it is written. */
export type Answer = {
  readonly status: number
  readonly body: { [field: string]: unknown }
  readonly headers?: { readonly [name: string]: string }
}

/** Source: "List fine-tuning jobs", DashScope API reference. */
export function toOutputAnswer(output: unknown): Answer {
  return { status: 200, body: { request_id: randomUUID(), output } }
}

/** Source: "Error codes", DashScope API reference. */
export function toErrorAnswer(status: number, code: string, message: string): Answer {
  return { status, body: { code, request_id: randomUUID(), message } }
}
