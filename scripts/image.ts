import { fileURLToPath } from 'node:url'
import { gatherImage } from './image/gather-image.ts'

/** `tsx scripts/image.ts FOLDER`, of the Dockerfile: what the container image holds of a build. */
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Name a folder for what the image is to hold.')
await gatherImage(fileURLToPath(new URL('..', import.meta.url)), folder)
