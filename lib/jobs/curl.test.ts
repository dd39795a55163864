import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { toCurl, toUpstreamTarget } from './curl'
import { defaultJobsQuery } from './query'

describe('toUpstreamTarget', () => {
  it('keeps what DashScope takes and names what it does not', () => {
    const query = { ...defaultJobsQuery(50), model: ['qwen3-14b'], page_no: 2, status: ['FAILED'], q: 'tone' }
    expect(toUpstreamTarget(query)).toEqual({
      search: 'model=qwen3-14b&page_no=2&page_size=50',
      dropped: ['status', 'q'],
    })
  })

  it('cannot ask DashScope for two models', () => {
    const { search, dropped } = toUpstreamTarget({ ...defaultJobsQuery(10), model: ['a', 'b'] })
    expect(search).toBe('page_no=1&page_size=10')
    expect(dropped).toEqual(['model'])
  })
})

describe('toCurl', () => {
  const url = "https://dashscope.example/api/v1/fine-tunes?model=it's&page_no=1"

  it('is one curl call to bash, with the key out of the environment', () => {
    const script = `curl() { printf '%s\\n' "$@"; }\n${toCurl('bash', url, true)}`
    const env = { ...process.env, DASHSCOPE_API_KEY: 'sk-of-the-environment' }
    const words = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8', env }).trim().split('\n')
    expect(words).toEqual(['--location', url, '--header', 'Authorization: Bearer sk-of-the-environment'])
  })

  it('names the key as each shell does, and never holds it', () => {
    expect(toCurl('cmd', url, true)).toContain('Bearer %DASHSCOPE_API_KEY%')
    expect(toCurl('powershell', url, true)).toContain('Bearer $env:DASHSCOPE_API_KEY')
    expect(toCurl('powershell', url, true)).toMatch(/^curl\.exe .*it''s/)
  })

  it('asks the board without a key', () => {
    expect(toCurl('bash', url, false)).not.toContain('Authorization')
  })
})
