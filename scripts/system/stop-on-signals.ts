import type { System } from './start-system.ts'

/** Stops the system on Ctrl-C or SIGTERM and ends the process; resolves never. */
export function stopOnSignals(system: System): Promise<never> {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      process.stderr.write('\nOrion stops …\n')
      system.stop().then(
        () => process.exit(signal === 'SIGINT' ? 130 : 143),
        () => process.exit(1),
      )
    })
  }
  return new Promise(() => {})
}
