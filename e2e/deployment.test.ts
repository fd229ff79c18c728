import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { services } from '@orion/common'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { gatherImage } from '../scripts/image/gather-image.ts'
import { programRooms } from '../scripts/image/program-rooms.ts'

const run = promisify(execFile)
const KUBERNETES = 'deploy/kubernetes'

const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).optional(),
      entrypoint: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  ),
})
const variable = z.object({ name: z.string(), value: z.string().optional() })
const deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.tuple([
          z.object({
            image: z.string().optional(),
            command: z.array(z.string()).optional(),
            env: z.array(variable).default([]),
            ports: z.array(z.object({ containerPort: z.number() })).optional(),
          }),
        ]),
      }),
    }),
  }),
})
type Deployment = z.infer<typeof deployment>

const compose = composeFile.parse(parse(await readFile('docker-compose.yml', 'utf8'), { merge: true }))
const documented = await readFile('docs/configuration.md', 'utf8')

/** The deployments among Kubernetes' documents, by name. */
function deploymentsOf(text: string): Map<string, Deployment['spec']['template']['spec']['containers'][0]> {
  const found = parseAllDocuments(text).flatMap(document => deployment.safeParse(document.toJS()).data ?? [])
  return new Map(found.map(({ metadata, spec }) => [metadata.name, spec.template.spec.containers[0]]))
}

async function readDeployments(): Promise<ReturnType<typeof deploymentsOf>> {
  const base = join(KUBERNETES, 'base')
  const texts = (await readdir(base)).map(file => readFile(join(base, file), 'utf8'))
  return deploymentsOf((await Promise.all(texts)).join('\n---\n'))
}

async function isInstalled(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  )
}

describe('in containers', async () => {
  const parts = [...services, 'gateway', 'dashboard']
  const deployments = await readDeployments()

  it.each(parts)('Kubernetes starts %s as Compose does, at the port where the others look for it', name => {
    const container = deployments.get(name)
    expect(container?.command).toEqual(compose.services[name]?.command)
    const port = container?.ports?.[0]?.containerPort
    expect(container?.env).toContainEqual({ name: 'PORT', value: String(port) })
    expect(compose.services[name]?.environment.PORT).toBe(port)
    const place = `http://${name}:${port}`
    const addresses = [...deployments.values()].flatMap(({ env }) => env.map(({ value }) => value ?? ''))
    if (name !== 'dashboard') expect(addresses.some(address => address.startsWith(place))).toBe(true)
  })

  it('only settings are set that there are', () => {
    const isKnown = (name: string) =>
      documented.includes(`| \`${name}\` |`) ||
      /^(ORION_SUBGRAPH_URL_|POSTGRES_|REDIS_|NEXT_|HOSTNAME$)/.test(name)
    const set = [
      ...parts.flatMap(name => Object.keys(compose.services[name]?.environment ?? {})),
      ...[...deployments.values()].flatMap(({ env }) => env.map(({ name }) => name)),
    ]
    expect(set.filter(name => !isKnown(name))).toEqual([])
  })

  it('the private key of the gateway is given to the gateway alone', () => {
    const holders = (all: [string, string[]][]) =>
      all.filter(([, names]) => names.includes('ORION_GATEWAY_PRIVATE_KEY')).map(([name]) => name)
    const inCompose = parts.map((name): [string, string[]] => [
      name,
      Object.keys(compose.services[name]?.environment ?? {}),
    ])
    expect(holders(inCompose)).toEqual(['gateway'])
    const inKubernetes = [...deployments].map(([name, { env }]): [string, string[]] => [
      name,
      env.map(variable => variable.name),
    ])
    expect(holders(inKubernetes)).toEqual(['gateway'])
  })
})

/** How a bundle names a package that it loads; its own texts use double quotes. */
const LOADED =
  /(?:\bfrom|\bimport|\bimport\(|\brequire\d*(?:\.resolve)?\(|\bload\(|\bcreateRequire\d*\((?:[^()]|\([^()]*\))*\)(?:\.resolve)?\()"((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[\w./-]*)?"/g

describe('the image', () => {
  let image: string
  beforeAll(async () => {
    image = await mkdtemp(join(tmpdir(), 'orion-image-'))
    await gatherImage(process.cwd(), image)
    return () => rm(image, { recursive: true, force: true })
  })

  it('has every program that containers start', () => {
    const programs = [...services, 'gateway', 'dashboard'].map(name =>
      compose.services[name]?.command?.at(-1),
    )
    expect(programs.filter(program => !program || !existsSync(join(image, program)))).toEqual([])
  })

  it('has every package that its bundles load, and can be loaded from here', async () => {
    const loaded = new Set<string>()
    for (const room of await programRooms(process.cwd())) {
      const dist = join(image, room, 'dist')
      for (const name of (await readdir(dist)).filter(name => /\.m?js$/.test(name)))
        for (const [, found = ''] of (await readFile(join(dist, name), 'utf8')).matchAll(LOADED))
          loaded.add(found)
    }
    const isIn = (root: string) => (name: string) => existsSync(join(root, 'node_modules', name))
    const installed = [...loaded].filter(isIn(process.cwd()))
    expect(installed).toEqual(expect.arrayContaining(['sharp', 'swagger-ui-dist', 'wink-eng-lite-web-model']))
    // esbuild makes the explorer's page where there is none. msgpackr-extract reads what BullMQ only writes, faster.
    const notNeeded = ['esbuild', 'msgpackr-extract']
    expect(installed.filter(name => !isIn(image)(name)).sort()).toEqual(notNeeded)
    expect(existsSync(join(image, 'supergraph/dist/explorer/index.html'))).toBe(true)
    // Files of fonts are read, not loaded.
    const programs = installed.filter(name => !name.startsWith('@expo-google-fonts/') && isIn(image)(name))
    const load = `Promise.all(${JSON.stringify(programs)}.map(name => import(name)))`
    await run(process.execPath, ['--input-type=module', '--eval', `await ${load}`], { cwd: image })
  })

  it('has nothing that only developers read', async () => {
    const files = await readdir(image, { recursive: true })
    expect(files.filter(file => /\.tsx?$|^(node_modules|dashboard)\/.*\.map$/.test(file))).toEqual([])
    expect(files.filter(file => /^node_modules\/(esbuild|typescript|prisma|vitest)\//.test(file))).toEqual([])
  })
})

describe('the secrets', () => {
  it('of an older version are completed, and those that are there stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orion-secrets-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, '.env')
    const { stdout: made } = await run('npx', ['tsx', 'scripts/secrets.ts'])
    const old = made.replace(/^GRAFANA_PASSWORD=.*\n/m, '').trimEnd()
    await writeFile(file, old)
    const { stdout: missing } = await run('npx', ['tsx', 'scripts/secrets.ts', '--missing-in', file])
    expect(missing).toMatch(/^\nGRAFANA_PASSWORD=[\w-]{32}\n$/)
    await appendFile(file, missing)
    const { stdout: nothing } = await run('npx', ['tsx', 'scripts/secrets.ts', '--missing-in', file])
    expect(nothing).toBe('')
  })

  it('are asked for by Grafana, which has a password of its own that everybody knows', async () => {
    const [shell = '', ...script] = compose.services.grafana?.entrypoint ?? []
    const start = (password: string) =>
      run(
        shell,
        script.map(text => text.replaceAll('$$', '$')),
        { env: { GF_SECURITY_ADMIN_PASSWORD: password } },
      )
    await expect(start('')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('GRAFANA_PASSWORD'),
    })
    await expect(start('a-password')).rejects.toMatchObject({ stderr: expect.stringContaining('/run.sh') })
  })
})

const hasKubectl = await isInstalled('kubectl', 'version', '--client')
if (!hasKubectl) process.stderr.write('kubectl is not installed: what Kustomize makes is not tried\n')

describe.skipIf(!hasKubectl)('Kustomize', () => {
  it.each(['one-node', 'cluster'])('gives every process of %s all it needs', async kind => {
    const folder = await mkdtemp(join(tmpdir(), 'orion-kustomize-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await cp(KUBERNETES, folder, { recursive: true })
    const { stdout: secrets } = await run('npx', ['tsx', 'scripts/secrets.ts', '--plain'])
    const keys = 'S3_ACCESS_KEY_ID=id\nS3_SECRET_ACCESS_KEY=key\n'
    await writeFile(join(folder, kind, 'secrets.env'), secrets + keys)
    const { stdout } = await run('kubectl', ['kustomize', join(folder, kind)])
    const made = deploymentsOf(stdout)
    expect([...made.keys()].sort()).toEqual([...services, 'gateway', 'dashboard'].sort())
    for (const name of services) {
      const names = made.get(name)?.env.map(variable => variable.name)
      expect(names).toEqual(
        expect.arrayContaining([
          'DATABASE_URL',
          'REDIS_URL',
          'ORION_GATEWAY_PUBLIC_KEY',
          'ORION_FILES_SECRET',
        ]),
      )
      // A variable can only refer to those before it.
      expect(names?.indexOf('POSTGRES_PASSWORD')).toBeLessThan(names?.indexOf('DATABASE_URL') ?? -1)
      expect(names?.indexOf('REDIS_PASSWORD')).toBeLessThan(names?.indexOf('REDIS_URL') ?? -1)
    }
    // Keys are JSON, as the services parse them: no quotes around them.
    const secret = parseAllDocuments(stdout)
      .map(document => document.toJS())
      .find(({ kind: what }) => what === 'Secret')
    const key = Buffer.from(secret.data.ORION_GATEWAY_PRIVATE_KEY, 'base64').toString()
    expect(JSON.parse(key)).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
  })
})

const hasPromtool = await isInstalled('promtool', '--version')
if (!hasPromtool) process.stderr.write('promtool is not installed: the alerts are not tried\n')

it.skipIf(!hasPromtool)(
  'Prometheus takes its configuration, and raises the alerts when it should',
  async () => {
    await run('promtool', ['check', 'config', 'deploy/prometheus/prometheus.yml'])
    const { stdout } = await run('promtool', ['test', 'rules', 'deploy/prometheus/alerts.test.yml'])
    expect(stdout).toContain('SUCCESS')
  },
)
