import { type Price, type PriceList, toPriceList } from './price'
import published from './published-prices.json'

/** A price of `PRICES_FILE`; one without a region holds in the board's own. */
export type GivenPrice = Price & { readonly region?: string | undefined }

type Region = 'singapore' | 'beijing' | 'virginia' | 'hongkong'

/** The region whose key a base address takes, by host. Source: "Base URL", DashScope API reference. */
export const REGIONS: Readonly<Record<string, Region>> = {
  'dashscope-intl.aliyuncs.com': 'singapore',
  'dashscope.aliyuncs.com': 'beijing',
  'dashscope-us.aliyuncs.com': 'virginia',
  'cn-hongkong.dashscope.aliyuncs.com': 'hongkong',
}
const WORKSPACE_REGIONS: Readonly<Record<string, Region>> = {
  'ap-southeast-1': 'singapore',
  'cn-beijing': 'beijing',
  'us-east-1': 'virginia',
  'cn-hongkong': 'hongkong',
}

/** Where no address of Alibaba Cloud says otherwise, as behind a proxy: the region of the default address. */
const STANDARD_REGION = 'singapore'

/**
 * The region of a base address, such as `beijing`; a region of which we know no name has Alibaba Cloud's own, and an
 * address that is not Alibaba Cloud's is of the region `otherwise`.
 */
export function toRegion(baseUrl: string, otherwise = STANDARD_REGION): string {
  const { hostname } = new URL(baseUrl)
  const workspaceRegion = /\.([a-z0-9-]+)\.maas\.aliyuncs\.com$/.exec(hostname)?.[1]
  if (workspaceRegion !== undefined) return WORKSPACE_REGIONS[workspaceRegion] ?? workspaceRegion
  return REGIONS[hostname] ?? (hostname.endsWith('.aliyuncs.com') ? hostname : otherwise)
}

/** The prices of a board's accounts, by their names; `region` is that of those of which neither they nor their addresses tell it. */
export function createPriceLists(
  sources: readonly { readonly name: string; readonly baseUrl: string; readonly region?: string }[],
  region: string | undefined,
  given: readonly GivenPrice[],
): PriceList {
  const byRegion = new Map<string, PriceList>()
  const bySource = new Map<string, PriceList>()
  for (const { name, baseUrl, region: told } of sources) {
    const own = told ?? toRegion(baseUrl, region)
    const list = byRegion.get(own) ?? createPriceList(own, given)
    byRegion.set(own, list)
    bySource.set(name, list)
  }
  const first = [...byRegion.values()][0] ?? createPriceList(STANDARD_REGION, given)
  return { ...first, bySource }
}

/**
 * The prices of a region: what is published, and what is given besides. A model with a given price has no other, so
 * that a published one of a later day does not undo it.
 */
export function createPriceList(region: string, given: readonly GivenPrice[]): PriceList {
  const own = given.filter((price) => (price.region ?? region) === region)
  const overridden = new Set(own.map(({ model }) => model))
  const tables = published.filter((table) => table.region === region)
  const standing = tables.flatMap(({ currency, from, source, prices }) =>
    Object.entries(prices).flatMap(([model, per_1000_tokens]) =>
      overridden.has(model) ? [] : [{ model, currency, per_1000_tokens, from, source }],
    ),
  )
  return toPriceList(region, [...standing, ...own])
}
