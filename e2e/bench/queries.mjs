// @ts-check
/** Query strings as people make them; each list is walked in turn, so that few are asked twice in a row. */
const MODELS = ['qwen3-8b', 'qwen3-14b', 'qwen3-32b', 'qwen3-vl-8b']
const STATUSES = ['SUCCEEDED', 'FAILED', 'RUNNING', 'CANCELED']
const WORDS = [
  'lora',
  'qwen',
  'n_epochs>=3',
  'learning_rate<1e-4',
  'support',
  'usage>1000000',
  'dpo',
  'ft-2026',
]
const SORTS = ['', '-usage', 'job_name', '-duration', 'model', 'end_time']

/** @param {number} turn @returns {string} a query string, another one for each turn of many */
export function toQuery(turn) {
  const params = new URLSearchParams()
  const pick = (/** @type {readonly string[]} */ list, /** @type {number} */ step) =>
    list[Math.floor(turn / step) % list.length] ?? ''
  if (turn % 2) params.set('model', pick(MODELS, 2))
  if (turn % 3) params.set('status', pick(STATUSES, 3))
  if (turn % 4 === 1) params.set('created_from', `-${1 + (turn % 90)}d`)
  if (turn % 5 > 1) params.set('q', pick(WORDS, 5))
  if (pick(SORTS, 1)) params.set('sort', pick(SORTS, 1))
  // What differs at each turn, and lets all through.
  params.set('q', `${params.get('q') ?? ''} usage<${1e12 + turn}`.trim())
  if (turn % 4) params.delete('q')
  params.set('page_no', String(1 + (turn % 3)))
  params.set('page_size', '50')
  return params.toString()
}
