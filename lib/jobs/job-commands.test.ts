import { expect, it } from 'vitest'
import { toJobCommands } from './job-commands'

it('asks only for paths of the job, and never holds the key', () => {
  const commands = toJobCommands('https://dashscope.aliyuncs.com/api/v1', 'ft-1')
  expect(commands.map(({ curl }) => /'(.*)'/.exec(curl)?.[1])).toEqual([
    'https://dashscope.aliyuncs.com/api/v1/fine-tunes/ft-1',
    'https://dashscope.aliyuncs.com/api/v1/fine-tunes/ft-1/logs?offset=0&line=1000',
    'https://dashscope.aliyuncs.com/api/v1/fine-tunes/ft-1/checkpoints',
  ])
  for (const { curl, python } of commands) {
    expect(curl).toContain('$DASHSCOPE_API_KEY')
    expect(python).toContain('dashscope.base_http_api_url = "https://dashscope.aliyuncs.com/api/v1"')
  }
})
