import 'server-only'
import type { Settings } from '../env.mjs'

/** Where the board stands, with a slash at its end: PUBLIC_URL, else the Host that was asked for (the front door knows it). */
export function toHome({ publicUrl, basePath }: Settings, host: string | null): string {
  return `${publicUrl ?? `http://${host ?? 'localhost'}${basePath}`}/`
}
