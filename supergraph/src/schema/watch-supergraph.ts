import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { SupergraphSource } from './supergraph-source.ts'

/**
 * Serves the supergraph of a file again whenever the file changes. Looks at the file's time rather than waiting for
 * the system to tell, which also works for files that are replaced, and for mounted volumes.
 * @param intervalMs between looks. Default 500 ms.
 * @returns what ends the watch
 */
export function watchSupergraph(
  path: string,
  source: SupergraphSource,
  log: Logger,
  intervalMs = 500,
): () => void {
  const reload = async () => {
    try {
      if (source.replace(await readFile(path, 'utf8'))) {
        log.info({ supergraph: source.current.id }, 'a new supergraph is served')
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.error({ path, reason }, 'the new supergraph cannot be served; the old one stays')
    }
  }
  const onChange = () => void reload()
  watchFile(path, { interval: intervalMs, persistent: false }, onChange)
  // What changed between the first reading and the first look is no change to later looks.
  const afterFirstLook = setTimeout(onChange, intervalMs).unref()
  return () => {
    clearTimeout(afterFirstLook)
    unwatchFile(path, onChange)
  }
}
