import { parseOptions, systemOptions, wantsFreePorts } from './command-line.ts'

export const usage = `npm start -- [options], npm run dev -- [options]

Starts Orion and stays up until Ctrl-C; what ends by itself is started again. \`npm run dev\` runs the TypeScript itself,
and each part anew when its source changes.

  --ports auto   take free ports instead of 8000-8007 and 3001
  --help         this text

ORION_HOME moves the state from .orion; a second start goes on from it.`

/** Reads the command line of `npm start` and `npm run dev`. @throws OrionError that says which option does not fit. */
export function readStartOptions(args: string[]) {
  const command = 'npm start'
  const { help, ports, source } = parseOptions(command, args, {
    ...systemOptions,
    source: { type: 'boolean' },
  })
  return { help, source, autoPorts: wantsFreePorts(command, ports) }
}
