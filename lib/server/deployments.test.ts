import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { toRowNames } from './test-documents'

const read = (path: string) => readFileSync(path, 'utf8')
const SETTINGS = new Set(toRowNames(read('docs/configure.md')))
const kubernetes = parseAllDocuments(read('docs/examples/kubernetes.yaml')).map((part) => part.toJS())
const compose = parse(read('compose.yaml'), { merge: true })

it('the Dockerfile runs without a shell, as a user by number, from images that need no registry’s name', () => {
  const lines = read('Dockerfile').split('\n')
  const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `))
  for (const line of all('FROM')) expect(line).toMatch(/^FROM node:24-bookworm-slim( AS build)?$/)
  for (const line of [...all('RUN'), ...all('CMD')]) expect(line).toMatch(/^\w+ \[".*"\]$/)
  expect(read('Dockerfile')).toMatch(/^HEALTHCHECK .*CMD \["node", "lib\/server\/health\.mjs"\]$/m)
  expect(all('USER')).toEqual(['USER 1000:1000'])
  expect(
    all('ENV')[0]
      ?.match(/[A-Z_]+(?==)/g)
      ?.filter((name) => !SETTINGS.has(name)),
  ).toEqual(['NODE_ENV'])
  for (const name of read('.dockerignore').matchAll(/^!(.*)$/gm)) expect(existsSync(name[1] ?? '')).toBe(true)
})

it('compose.yaml sets what there is to set, and its parts know each other', () => {
  const { board, replica, postgres, nginx } = compose.services
  for (const service of [board, replica]) {
    expect(Object.keys(service.environment).filter((name) => !SETTINGS.has(name))).toEqual([])
    expect(service).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] })
    expect(service.environment.TRUSTED_PROXIES).toBe(compose.networks.default.ipam.config[0].subnet)
  }
  expect([board.profiles, replica.profiles, postgres.profiles, nginx.profiles]).toEqual([
    undefined,
    ['replicas'],
    ['replicas'],
    ['replicas'],
  ])
  expect(replica.deploy.replicas).toBe(3)
  const conf = read(nginx.volumes[0].split(':')[0])
  expect(conf).toContain('set $boards replica:3000;')
  expect(nginx.ports).toEqual(['127.0.0.1:8080:8080'])
  expect(conf).toContain('listen 8080;')
})

it('the Kubernetes example agrees with the image, with itself and with the settings', () => {
  const [deployment, claim, service] = kubernetes
  const { spec } = deployment.spec.template
  const [container] = spec.containers
  expect(
    container.env.map(({ name }: { name: string }) => name).filter((name: string) => !SETTINGS.has(name)),
  ).toEqual([])
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 })
  expect(container.securityContext.readOnlyRootFilesystem).toBe(true)
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
    expect(container[probe].httpGet).toMatchObject({
      port: 'http',
      path: expect.stringMatching(/^\/api\/(health|ready)$/),
    })
  const mounts = container.volumeMounts.map(({ name }: { name: string }) => name).sort()
  expect(spec.volumes.map(({ name }: { name: string }) => name).sort()).toEqual(mounts)
  expect(claim.metadata.name).toBe(spec.volumes[0].persistentVolumeClaim.claimName)
  expect(service.spec).toMatchObject({
    selector: deployment.spec.template.metadata.labels,
    ports: [{ targetPort: container.ports[0].name }],
  })
})

it('the unit for systemd sets what there is to set, and systemd takes it', () => {
  const unit = read('docs/examples/tuneboard.service')
  const names = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, pairs = '']) =>
    [...pairs.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name),
  )
  expect(names.length).toBeGreaterThan(2)
  expect(names.filter((name) => !SETTINGS.has(name))).toEqual([])
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'tuneboard-unit-'))
  const path = join(folder, 'tuneboard.service')
  writeFileSync(path, unit.replace('/usr/bin/node', process.execPath))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  const said = stderr.split('\n').filter((line) => line.includes('tuneboard.service'))
  expect([status, said]).toEqual([0, []])
})
