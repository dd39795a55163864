import 'server-only'
import { createRedactor, type Redact } from './dashscope/redact'
import type { Settings } from './env.mjs'

/** Makes the function that takes every secret of the settings out of a text. */
export function createSettingsRedactor({
  key,
  auth,
  notify,
}: Pick<Settings, 'key' | 'auth' | 'notify'>): Redact {
  const told = notify.map(({ secret }) => secret ?? '')
  const redactors = [key, auth.password ?? '', auth.oidc?.clientSecret ?? '', ...told].map(createRedactor)
  return (text) => redactors.reduce((rest, redact) => redact(rest), text)
}
