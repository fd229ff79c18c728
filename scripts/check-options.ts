import { readOptions } from './demo/options.ts'
import { endWith } from './system/signals.ts'
import { readStartOptions } from './system/start-options.ts'

/** `check-options.ts demo|start|dev …`: ends with 2 and says what is wrong with a command line; `bootstrap.mjs` asks before it builds. */
const [command, ...args] = process.argv.slice(2)
try {
  if (command === 'demo') readOptions(args)
  else readStartOptions(args)
} catch (error) {
  endWith(error)
}
