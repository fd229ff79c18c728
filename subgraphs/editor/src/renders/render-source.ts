import { image, script } from '@orion/common/events/schemas'
import { z } from 'zod'

/** What a video is made of, as media told it: the script and its pictures. Kept with the render, so that it can be made again. */
export const renderSource = z.object({ script, images: z.array(image).min(1) })
export type RenderSource = z.infer<typeof renderSource>
