import type { ServiceTools } from '@orion/common'
import type { PulseConfiguration } from './configuration.ts'
import type { Client } from './database.ts'

/** What the domain of pulse works with. */
export type Pulse = Pick<ServiceTools<PulseConfiguration, Client>, 'configuration' | 'log' | 'database'>

/** Makes the domain of pulse. */
export function buildPulse({
  configuration,
  log,
  database,
}: ServiceTools<PulseConfiguration, Client>): Pulse {
  return { configuration, log, database }
}
