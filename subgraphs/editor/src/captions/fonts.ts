import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'
import type { CaptionFont } from './caption-style.ts'

const require = createRequire(import.meta.url)
const packageFolder = dirname(require.resolve('@expo-google-fonts/montserrat/package.json'))
const registered = new Set<string>()

/** Where the font's TTF file lies. */
export function fontPath(font: CaptionFont): string {
  return join(packageFolder, font.file)
}

/** The folder libass is to read the font from; it holds this weight only. */
export function fontFolder(font: CaptionFont): string {
  return dirname(fontPath(font))
}

/**
 * Makes the font known to canvas and gives the name to ask for it with. A name of our own is used, so that no font of
 * the same name that is installed on the machine takes its place.
 */
export function canvasFont(font: CaptionFont): string {
  const name = `Orion ${font.family}`
  if (!registered.has(name)) {
    if (!GlobalFonts.registerFromPath(fontPath(font), name))
      throw new Error(`the font ${fontPath(font)} could not be read; run npm install`)
    registered.add(name)
  }
  return name
}
