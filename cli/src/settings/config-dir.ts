import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder that holds the configuration and the credentials: `$XDG_CONFIG_HOME/orion`, or
 * `~/.config/orion`. A relative XDG_CONFIG_HOME is ignored, as the XDG base directory specification asks.
 */
export function configDir(env: Record<string, string | undefined>): string {
  const xdg = env.XDG_CONFIG_HOME
  const base = xdg && isAbsolute(xdg) ? xdg : join(env.HOME || homedir(), '.config')
  return join(base, 'orion')
}
