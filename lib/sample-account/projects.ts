import type { Person } from './people'

type Weighted = readonly (readonly [string, number])[]

export type Project = {
  /** The suffix that its models carry. */
  readonly slug: string
  readonly people: readonly Person[]
  readonly models: Weighted
  readonly types: Weighted
  /** `{v}` a version that grows, `{md}` month and day, `{n}` a number that grows by one a day, `{model}`. */
  readonly names: readonly string[]
}

/** What a scheduler starts each night. */
export const NIGHTLY: Project = {
  slug: 'nightly',
  people: ['pipeline'],
  models: [
    ['qwen3-14b', 6],
    ['qwen3-8b', 2],
  ],
  types: [
    ['efficient_sft', 9],
    ['sft', 1],
  ],
  names: ['nightly {model} #{n}'],
}

/** What the team works on by day, with a weight each. */
export const PROJECTS: readonly (readonly [Project, number])[] = [
  [
    {
      slug: 'support-tone',
      people: ['maria', 'jonas', 'maria'],
      models: [
        ['qwen3-14b', 7],
        ['qwen3-32b', 2],
        ['qwen3-8b', 1],
      ],
      types: [
        ['efficient_sft', 6],
        ['sft', 4],
      ],
      names: [
        'support-tone v{v}',
        'support-tone v{v}',
        'support-tone v{v} longer context',
        'support-tone v{v} retry',
      ],
    },
    22,
  ],
  [
    {
      slug: 'kefu',
      people: ['lin', 'wang', 'lin'],
      models: [
        ['qwen3-14b', 5],
        ['qwen3-8b', 4],
      ],
      types: [
        ['sft', 5],
        ['efficient_sft', 5],
      ],
      names: ['客服问答 v{v}', '客服问答 {md} 增量', '客服问答 多轮对话 v{v}', '客服问答 v{v} 去重后'],
    },
    20,
  ],
  [
    {
      slug: 'medical-cpt',
      people: ['chen'],
      models: [
        ['qwen3-32b', 5],
        ['qwen3-14b', 2],
      ],
      types: [['cpt', 1]],
      names: ['医疗语料 继续预训练', '医疗语料 继续预训练 第{v}批', 'medical cpt {md}'],
    },
    6,
  ],
  [
    {
      slug: 'medical-qa',
      people: ['chen', 'lin'],
      models: [
        ['qwen3-32b', 5],
        ['qwen3-14b', 2],
      ],
      types: [
        ['sft', 4],
        ['efficient_sft', 3],
      ],
      names: ['医疗问答 v{v}', '医疗问答 拒答 {md}', 'medical answers v{v}'],
    },
    5,
  ],
  [
    {
      slug: 'preferences',
      people: ['aiko', 'maria'],
      models: [
        ['qwen3-14b', 5],
        ['qwen3-8b', 3],
        ['qwen3-32b', 1],
      ],
      types: [
        ['dpo_lora', 6],
        ['dpo_full', 3],
      ],
      names: [
        'dpo on preferences',
        'dpo on preferences {md}',
        'dpo on preferences, beta 0.3',
        '偏好对齐 v{v}',
      ],
    },
    11,
  ],
  [
    {
      slug: 'contracts',
      people: ['zhao', 'wang'],
      models: [
        ['qwen3-32b', 6],
        ['qwen3-14b', 3],
      ],
      types: [
        ['sft', 6],
        ['efficient_sft', 4],
      ],
      names: ['合同审查 要素抽取 v{v}', '合同审查 v{v}', 'contract-extract v{v}'],
    },
    10,
  ],
  [
    {
      slug: 'query-rewrite',
      people: ['jonas', 'lin'],
      models: [
        ['qwen3-4b-instruct-2507', 7],
        ['qwen3-8b', 2],
      ],
      types: [
        ['efficient_sft', 6],
        ['sft', 4],
      ],
      names: ['query-rewrite v{v}', 'query-rewrite v{v} distilled', '搜索改写 {md}'],
    },
    10,
  ],
  [
    {
      slug: 'invoice',
      people: ['aiko'],
      models: [['qwen3-vl-8b', 1]],
      types: [
        ['efficient_sft', 7],
        ['sft', 3],
      ],
      names: ['invoice-ocr v{v}', '票据识别 v{v}', 'receipts and stamps {md}'],
    },
    7,
  ],
  [
    {
      slug: 'turntable',
      people: ['zhao'],
      models: [
        ['wan2.5-i2v-preview', 3],
        ['wan2.2-i2v-flash', 1],
      ],
      types: [['efficient_sft', 1]],
      names: ['product turntable v{v}', '商品转台 v{v}', '特效 融化 {md}'],
    },
    5,
  ],
  [
    {
      slug: 'math-rl',
      people: ['chen', 'jonas'],
      models: [
        ['qwen3-14b', 2],
        ['qwen3-8b', 1],
      ],
      types: [['reinforcement', 1]],
      names: ['grpo on word problems {md}', '数学推理 强化 v{v}'],
    },
    4,
  ],
  [
    {
      slug: 'legacy',
      people: ['wang'],
      models: [
        ['qwen2.5-72b-instruct', 3],
        ['qwen2.5-7b-instruct', 2],
      ],
      types: [
        ['sft', 4],
        ['efficient_sft', 3],
      ],
      names: ['baseline qwen2.5 {md}', '旧版对照 v{v}'],
    },
    5,
  ],
]

/** The project of a slug. */
export function toProject(slug: string): Project {
  const found = PROJECTS.find(([project]) => project.slug === slug)
  if (!found) throw new Error(`No project ${slug}`)
  return found[0]
}
