import 'server-only'
import { createRedactor, type Redact } from './dashscope/redact'
import type { Settings } from './env.mjs'

/** Makes the function that takes every secret of the settings out of a text. */
export function createSettingsRedactor({ key, auth }: Pick<Settings, 'key' | 'auth'>): Redact {
  const redactors = [key, auth.password ?? '', auth.oidc?.clientSecret ?? ''].map(createRedactor)
  return (text) => redactors.reduce((rest, redact) => redact(rest), text)
}
