#!/usr/bin/env node
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/orion.js', import.meta.url)
if (existsSync(bundle)) {
  await import(bundle.href)
} else {
  process.stderr.write('orion is not built yet: run `npm run build` in the folder of the repository.\n')
  process.exitCode = 1
}
