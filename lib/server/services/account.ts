import 'server-only'
import { type MirroredJob, toText } from '@/lib/jobs/job'
import { REGIONS } from '@/lib/jobs/published-prices'
import { DEFAULT_BASE_URL } from '../env.mjs'
import type { BoardSource, Services } from './services'
import { toSourceOf } from './source-of'

/** Whose jobs these are, in a line: region and workspace, or the names of the accounts where there are several. */
export function describeAccount(services: Services): string {
  const { sources, reader, mirror } = services
  const [only, ...others] = sources
  if (others.length > 0 || !only)
    return reader.t('account.sources', { count: sources.length, names: sources.map(toName).join(', ') })
  return describeSource(services, only, only.workspace ?? toText(mirror.snapshot().jobs[0]?.job.workspace_id))
}

const toName = ({ name }: BoardSource) => name

/** An account: its region and its workspace. */
export function describeSource(
  { settings, reader: { t } }: Services,
  { baseUrl, workspace }: BoardSource,
  told = workspace,
): string {
  const { host } = new URL(baseUrl)
  const region = REGIONS[host]
  const place = settings.demo ? t('account.sample') : region ? t(`account.${region}`) : host
  return told ? t('account.workspace', { place, workspace: told }) : place
}

/** The address of DashScope that commands to copy name for a job. */
export function toCommandUrl(
  { settings, sources }: Pick<Services, 'settings' | 'sources'>,
  job: Pick<MirroredJob, 'source'>,
): string {
  return settings.demo ? DEFAULT_BASE_URL : toSourceOf(sources, job).baseUrl
}
