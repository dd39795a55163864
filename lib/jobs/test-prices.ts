/** Singapore's price of a million tokens in cents, read off the documentation by hand. */
export const CENTS: Record<string, number> = {
  'qwen3-32b': 800,
  'qwen3-14b': 160,
  'qwen3-vl-8b': 200,
  'wan2.5-i2v-preview': 5000,
  'wan2.2-i2v-flash': 3000,
}
