import 'server-only'
import { createRedactor, type Redact } from './dashscope/redact'
import type { Settings } from './env.mjs'

/** Makes the function that takes every secret of the settings out of a text. */
export function createSettingsRedactor({
  sources,
  auth,
  notify,
}: Pick<Settings, 'sources' | 'auth' | 'notify'>): Redact {
  const keys = sources.map(({ key }) => key)
  const told = notify.map(({ secret }) => secret ?? '')
  return createRedactor(...keys, auth.password ?? '', auth.oidc?.clientSecret ?? '', ...told)
}
