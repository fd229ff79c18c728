/** Builds the explorer ahead of time: `npm run build:explorer -w supergraph`. */
import { buildExplorer, EXPLORER_FOLDER } from './build-explorer.ts'

await buildExplorer()
console.log(`The explorer was built into ${EXPLORER_FOLDER}.`)
