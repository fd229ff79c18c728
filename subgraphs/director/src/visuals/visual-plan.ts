import type { VisualPrompt, VisualStyle } from '@orion/common'

/** What the pictures of a content show: one prompt for each scene, and a sentence that all of them share. */
export interface VisualPlan {
  /** How all pictures look, in one sentence. */
  styleGuide: string
  prompts: VisualPrompt[]
}

export const fewestScenes = 5
export const mostScenes = 7

/** How each style looks, in words that image models know; the palette is named so that scenes belong together. */
export const styleGuides: Record<VisualStyle, string> = {
  CINEMATIC:
    'Cinematic film still, dramatic light, shallow depth of field, teal and amber palette, 35mm grain.',
  ANIME: 'Japanese animation still, clean ink lines, painted skies, saturated colours, soft rim light.',
  REALISTIC: 'Documentary photograph, natural light, true colours, fine detail, no retouching.',
  CARTOON: 'Flat cartoon illustration, bold outlines, rounded shapes, bright limited palette.',
  MINIMAL: 'Minimal composition, few simple shapes, generous empty space, two muted colours and one accent.',
}

/** What must not be seen in a style. */
export const negativePrompts: Record<VisualStyle, string> = {
  CINEMATIC: 'text, captions, logo, watermark, distorted faces, extra fingers, blurry, low resolution',
  ANIME: 'text, captions, logo, watermark, photorealism, distorted faces, extra fingers, low resolution',
  REALISTIC: 'text, captions, logo, watermark, illustration, cartoon, distorted faces, extra fingers, blurry',
  CARTOON: 'text, captions, logo, watermark, photorealism, clutter, gradients, low resolution',
  MINIMAL: 'text, captions, logo, watermark, clutter, busy background, photorealism, low resolution',
}
