import 'server-only'
import { toText } from '@/lib/jobs/job'
import type { MessageKey } from '@/lib/messages/translator'
import type { Services } from './services'

/** Host of DashScope's API to the message that names its region. Source: "Base URL", DashScope API reference. */
const REGIONS: Record<string, MessageKey> = {
  'dashscope-intl.aliyuncs.com': 'account.singapore',
  'dashscope.aliyuncs.com': 'account.beijing',
  'dashscope-us.aliyuncs.com': 'account.virginia',
  'cn-hongkong.dashscope.aliyuncs.com': 'account.hongkong',
}

/** Whose jobs these are, in a line: region and workspace. */
export function describeAccount({ settings, mirror, reader: { t } }: Services): string {
  const { host } = new URL(settings.baseUrl)
  const region = REGIONS[host]
  const workspace = settings.workspace ?? toText(mirror.snapshot().jobs[0]?.job.workspace_id)
  const place = settings.demo ? t('account.sample') : region ? t(region) : host
  return workspace ? t('account.workspace', { place, workspace }) : place
}
