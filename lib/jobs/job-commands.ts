import { toCurl } from './curl'

export type JobCommand = {
  readonly name: 'job' | 'logs' | 'checkpoints'
  readonly curl: string
  readonly python: string
}

/**
 * How to ask DashScope for a job, its log and its checkpoints: as curl for bash and zsh, and with the official Python
 * SDK (1.26). The key stays in the environment variable that both read. `baseUrl` is the region's.
 */
export function toJobCommands(baseUrl: string, job_id: string): JobCommand[] {
  const path = `${baseUrl}/fine-tunes/${encodeURIComponent(job_id)}`
  const id = JSON.stringify(job_id)
  const head = `import dashscope\n\ndashscope.base_http_api_url = ${JSON.stringify(baseUrl)}\n`
  return [
    {
      name: 'job',
      curl: toCurl('bash', path, true),
      python: `${head}print(dashscope.FineTunes.get(${id}).output)`,
    },
    {
      name: 'logs',
      curl: toCurl('bash', `${path}/logs?offset=0&line=1000`, true),
      python: `${head}print(dashscope.FineTunes.logs(${id}, offset=0, line=1000).output)`,
    },
    {
      name: 'checkpoints',
      curl: toCurl('bash', `${path}/checkpoints`, true),
      // The SDK has no call of its own for them.
      python: [
        'import os',
        'import dashscope, requests',
        '',
        `dashscope.base_http_api_url = ${JSON.stringify(baseUrl)}`,
        'print(requests.get(',
        `    f"{dashscope.base_http_api_url}/fine-tunes/" ${id} "/checkpoints",`,
        '    headers={"Authorization": f"Bearer {os.environ[\'DASHSCOPE_API_KEY\']}"},',
        ').json())',
      ].join('\n'),
    },
  ]
}
