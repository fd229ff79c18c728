// `npm run gateway`: runs the bundled gateway, which is made first where it is missing or older than a source file, by a process
// that is gone by then. The gateway from its sources would take twice the memory.
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(root, 'supergraph/dist/main.js')
const sources = [
  'package-lock.json',
  'scripts/bundle.ts',
  'scripts/thin-source-map.ts',
  'supergraph/build.ts',
  'supergraph/src',
  'common/src',
].map(path => join(root, path))

if (!isCurrent()) {
  const build = "import('./supergraph/build.ts').then(({ buildGateway }) => buildGateway())"
  execFileSync(process.execPath, ['--import', 'tsx', '--eval', build], { cwd: root, stdio: ['ignore', 2, 2] })
}
await import(pathToFileURL(bundle).href)

function isCurrent() {
  const builtAt = changedAt(bundle)
  return sources.flatMap(withContents).every(path => changedAt(path) < builtAt)
}

/** A folder's own time is that of the last file that came or went. */
function withContents(path) {
  if (!statSync(path).isDirectory()) return [path]
  return [path, ...readdirSync(path, { recursive: true }).map(name => join(path, name))]
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
