#!/usr/bin/env node
// Prepares a fresh clone and then runs a command of the project: node scripts/bootstrap.mjs demo|start|dev|test|bench|check [...]
// Needs nothing but Node and npm itself. What is there already is left alone, so a second run starts at once.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const [command = 'demo', ...options] = process.argv.slice(2)

/**
 * What each command needs beyond npm packages and generated code. One that `stopsInOrder` alone is told of a Ctrl-C: in the
 * terminal's own group, Postgres and Redis would end before the services that use them.
 */
const needs = {
  demo: {
    tools: ['redis-server', 'ffmpeg', 'festival'],
    build: true,
    dashboard: true,
    run: 'scripts/demo.ts',
    stopsInOrder: true,
  },
  start: {
    tools: ['redis-server', 'ffmpeg', 'festival'],
    build: true,
    dashboard: true,
    run: 'scripts/start.ts',
    stopsInOrder: true,
  },
  dev: {
    tools: ['redis-server', 'ffmpeg', 'festival'],
    build: false,
    dashboard: false,
    run: 'scripts/start.ts',
    options: ['--source'],
    stopsInOrder: true,
  },
  test: {
    tools: ['redis-server', 'ffmpeg', 'festival', 'espeak-ng', 'chromium'],
    build: true,
    dashboard: true,
    run: 'scripts/test.ts',
  },
  bench: {
    tools: ['redis-server', 'ffmpeg', 'festival'],
    build: true,
    dashboard: true,
    run: 'scripts/bench.ts',
  },
  check: { tools: [], build: false, dashboard: false, run: 'scripts/check.ts' },
  build: { tools: [], build: true, dashboard: true, run: null },
  // Only the npm packages: a layer of the container image that stays while no package changes.
  install: { tools: [], build: false, dashboard: false, run: null },
}

/** Debian's packages that bring each tool, and how to know that it is there. */
const tools = {
  'redis-server': { packages: ['redis-server'], isThere: () => isCommand('redis-server') },
  ffmpeg: { packages: ['ffmpeg'], isThere: () => isCommand('ffmpeg') && isCommand('ffprobe') },
  festival: {
    packages: ['festival', 'festvox-us-slt-hts'],
    isThere: () => isCommand('festival') && existsSync('/usr/share/festival/voices/us/cmu_us_slt_arctic_hts'),
  },
  'espeak-ng': { packages: ['espeak-ng'], isThere: () => isCommand('espeak-ng') },
  chromium: { packages: ['chromium'], isThere: () => isCommand('chromium') },
}

const say = line => process.stderr.write(`${line}\n`)
const fail = message => {
  say(`orion: ${message}`)
  process.exit(1)
}

if (!(command in needs)) fail(`"${command}" is not a command; use one of ${Object.keys(needs).join(', ')}.`)
const wanted = needs[command]
let areOptionsChecked = !wanted.stopsInOrder
installPackages()
const asksForHelp = options.includes('--help') || options.includes('-h')
if (command !== 'install' && !asksForHelp) prepare()
if (wanted.run) run(wanted.run)

function prepare() {
  installTools(wanted.tools)
  generate()
  if (wanted.build) buildPrograms()
  if (wanted.dashboard) buildDashboard()
}

/** Ends when the command would refuse its options: a user should not wait for a build to read of a typing error. */
function checkOptions() {
  if (areOptionsChecked) return
  areOptionsChecked = true
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/check-options.ts', command, ...options],
    { stdio: ['ignore', 2, 2] },
  )
  if (status !== 0) process.exit(status ?? 1)
}

function isCommand(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}

function installPackages() {
  const lock = digest(['package-lock.json'])
  const stamp = 'node_modules/.orion-lock'
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('orion: installing npm packages (npm ci) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) fail('npm ci failed; see above. Once it works, run this command again.')
  writeFileSync(stamp, lock)
}

function installTools(names) {
  const missing = names.filter(name => !tools[name].isThere())
  if (missing.length === 0) return
  checkOptions()
  const packages = missing.flatMap(name => tools[name].packages)
  const byHand = `sudo apt-get install -y ${packages.join(' ')}`
  if (!isCommand('apt-get'))
    fail(`missing: ${missing.join(', ')}. Install them with your system's packages (Debian: ${byHand}).`)
  const prefix =
    process.getuid() === 0
      ? []
      : isCommand('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0
        ? ['sudo']
        : null
  if (!prefix)
    fail(`missing: ${missing.join(', ')}, and this user may not install packages. Run:\n  ${byHand}`)
  say(`orion: installing Debian's packages ${packages.join(', ')} …`)
  const apt = (...args) => {
    const [program, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      '-o',
      'Dpkg::Use-Pty=0',
      ...args,
    ]
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 2] }).status
  }
  apt('update')
  // Debian starts a Redis of its own on installation; Orion starts private ones and leaves that alone.
  apt('install', '-y', '--no-install-recommends', ...packages)
  const still = missing.filter(name => !tools[name].isThere())
  if (still.length > 0) fail(`${still.join(', ')} could not be installed. Try by hand:\n  ${byHand}`)
}

/** The programs of a build that `scripts/bundle.ts` ended; it removes their mark when it begins. */
function buildPrograms() {
  const programs = [...readdirSync('subgraphs').map(service => `subgraphs/${service}`), 'supergraph']
    .map(room => `${room}/dist/main.js`)
    .concat('cli/dist/orion.js', 'supergraph/dist/explorer/index.html')
  const isShared = existsSync('common/dist') && readdirSync('common/dist').some(name => name.endsWith('.js'))
  if (!isShared || !programs.every(existsSync)) rmSync('common/dist/.orion-inputs', { force: true })
  const inputs = [
    ...generatorInputs(),
    ...[
      'common',
      ...readdirSync('subgraphs').map(service => `subgraphs/${service}`),
      'supergraph',
      'cli',
    ].flatMap(room => [`${room}/package.json`, ...filesIn(`${room}/src`, /./)]),
    ...filesIn('scripts', /\.ts$/),
    'tsconfig.json',
    'supergraph/build.ts',
    'cli/build.ts',
  ]
  once('common/dist', inputs, () => step('build services', ['--import', 'tsx', 'scripts/build.ts']))
}

function generate() {
  const inputs = generatorInputs()
  inputs.push(...filesIn('cli/src', /\.(ts|graphql)$/), ...filesIn('dashboard/src', /\.(tsx?|graphql)$/))
  once('generated', inputs, () => step('generate code', ['--import', 'tsx', 'scripts/codegen.ts']))
}

function generatorInputs() {
  const inputs = ['package-lock.json', 'codegen.ts', 'scripts/codegen.ts', 'supergraph/supergraph.graphql']
  for (const service of readdirSync('subgraphs')) {
    inputs.push(
      `subgraphs/${service}/schema.graphql`,
      `subgraphs/${service}/prisma/schema.prisma`,
      `subgraphs/${service}/codegen.json`,
    )
  }
  return inputs
}

function buildDashboard() {
  const inputs = [
    'package-lock.json',
    'generated/api.graphql',
    'dashboard/next.config.ts',
    ...filesIn('dashboard/src', /./),
    ...filesIn('dashboard/public', /./),
  ]
  once('dashboard/.next', inputs, () => {
    step('build the dashboard', ['../node_modules/next/dist/bin/next', 'build'], {
      cwd: 'dashboard',
      env: { NEXT_TELEMETRY_DISABLED: '1' },
    })
    // Next.js leaves these out of its server's folder, for who serves them from elsewhere.
    for (const files of ['.next/static', 'public'])
      if (existsSync(`dashboard/${files}`))
        cpSync(`dashboard/${files}`, `dashboard/.next/standalone/dashboard/${files}`, { recursive: true })
  })
}

/** Does `work` unless it was done for the same inputs before; `folder` keeps the mark. */
function once(folder, inputs, work) {
  const stamp = join(folder, '.orion-inputs')
  const now = digest(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  work()
  mkdirSync(folder, { recursive: true })
  writeFileSync(stamp, now)
}

function step(what, args, { cwd = root, env = {} } = {}) {
  checkOptions()
  say(`orion: ${what} …`)
  try {
    execFileSync(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 2, 2] })
  } catch {
    fail(`could not ${what}; see above.`)
  }
}

function filesIn(folder, pattern) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(path => pattern.test(path) && !path.includes('/generated/') && statSync(path).isFile())
    .sort()
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\0`).update(existsSync(path) ? readFileSync(path) : '-')
  return hash.digest('hex')
}

function run(script) {
  const stopsInOrder = wanted.stopsInOrder ?? false
  const exitWithParent = stopsInOrder ? ['--import', './scripts/exit-with-parent.mjs'] : []
  const child = spawn(
    process.execPath,
    [...exitWithParent, '--import', 'tsx', script, ...(wanted.options ?? []), ...options],
    {
      stdio: [stopsInOrder ? 'pipe' : 'inherit', 'inherit', 'inherit'],
      detached: stopsInOrder,
      env: { ...process.env, ORION_LAUNCHER_PID: String(process.pid) },
    },
  )
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
