import { OrionError } from '@orion/common'
import { freePort, isPortFree } from '@orion/common/embedded/ports'

/** The ports of the system; Postgres and Redis take free ones, since nobody but the services calls them. */
export const defaultPorts = {
  gateway: 8000,
  scout: 8001,
  director: 8002,
  media: 8003,
  editor: 8004,
  pulse: 8005,
  publisher: 8006,
  identity: 8007,
  dashboard: 3001,
} as const
export type PortName = keyof typeof defaultPorts
export type Ports = Record<PortName, number>

/**
 * The ports to use: the seed's, or free ones.
 * @throws OrionError that names every port that is taken.
 */
export async function choosePorts(auto: boolean): Promise<Ports> {
  const names = Object.keys(defaultPorts) as PortName[]
  if (auto) {
    const ports = new Map<PortName, number>()
    for (const name of names) {
      let port = await freePort()
      while ([...ports.values()].includes(port)) port = await freePort()
      ports.set(name, port)
    }
    return Object.fromEntries(ports) as Ports
  }
  const taken: string[] = []
  for (const name of names)
    if (!(await isPortFree(defaultPorts[name]))) taken.push(`${defaultPorts[name]} (${name})`)
  if (taken.length > 0) {
    throw new OrionError(
      `These ports are taken: ${taken.join(', ')}. End what uses them, or add "--ports auto" to take free ones.`,
      { code: 'PORT_TAKEN' },
    )
  }
  return { ...defaultPorts }
}
