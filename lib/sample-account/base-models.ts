export type BaseModel = {
  /** Tokens trained in a second, roughly. */
  readonly speed: number
  readonly group: 'llm' | 'video'
  /** Whether its jobs list checkpoints. */
  readonly checkpoints: boolean
}

const BASE_MODELS: { readonly [id: string]: BaseModel } = {
  'qwen3-32b': { speed: 2600, group: 'llm', checkpoints: true },
  'qwen3-14b': { speed: 5200, group: 'llm', checkpoints: true },
  'qwen3-8b': { speed: 9000, group: 'llm', checkpoints: true },
  'qwen3-4b-instruct-2507': { speed: 15000, group: 'llm', checkpoints: true },
  'qwen3-vl-8b': { speed: 6000, group: 'llm', checkpoints: true },
  'qwen2.5-72b-instruct': { speed: 1300, group: 'llm', checkpoints: false },
  'qwen2.5-7b-instruct': { speed: 9500, group: 'llm', checkpoints: false },
  'wan2.5-i2v-preview': { speed: 700, group: 'video', checkpoints: true },
  'wan2.2-i2v-flash': { speed: 1100, group: 'video', checkpoints: true },
}

/** What the sample knows of a base model; of one that a test invented, something usual. */
export function toBaseModel(id: string): BaseModel {
  return BASE_MODELS[id] ?? { speed: 6000, group: 'llm', checkpoints: true }
}
