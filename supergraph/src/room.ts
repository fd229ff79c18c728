import { fileURLToPath } from 'node:url'

/** The gateway's own folder: the same from the sources and from the built program. */
export const ROOM = fileURLToPath(new URL('../', import.meta.url))
