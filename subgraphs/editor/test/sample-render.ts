import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { EventData } from '@orion/common'
import type { TestSystem } from '@orion/common/testing/test-system'

const colors = ['#b91c1c', '#15803d', '#1d4ed8', '#a16207']

/** A picture that can be told from the others by its colour. */
export async function samplePicture(index: number): Promise<Buffer> {
  const canvas = createCanvas(1080, 1920)
  const context = canvas.getContext('2d')
  context.fillStyle = colors[index % colors.length] ?? '#000000'
  context.fillRect(0, 0, 1080, 1920)
  context.fillStyle = 'rgba(255, 255, 255, 0.25)'
  for (let row = 0; row < 12; row++) context.fillRect(80 + row * 70, 100 + row * 140, 300, 60)
  return canvas.encode('jpeg', 85)
}

/** A script that takes about eight seconds to say, and four pictures put where media would have put them. */
export async function sampleGenerated(
  system: TestSystem,
  userId: string = crypto.randomUUID(),
): Promise<EventData<'media.generated'>> {
  const [contentId, runId] = [crypto.randomUUID(), crypto.randomUUID()]
  const images = await Promise.all(
    colors.map(async (_, index) => {
      const fileKey = `contents/${contentId}/${runId}/scene-${index + 1}.jpg`
      const path = join(String(system.environment.FILES_ROOT), fileKey)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, await samplePicture(index))
      return {
        assetId: crypto.randomUUID(),
        scene: index + 1,
        segments: [Math.min(index, 2)],
        fileKey,
        width: 1080,
        height: 1920,
        provider: 'procedural',
        isEmbedded: true,
      }
    }),
  )
  const texts = [
    'Did rain fall on Mars?',
    'A rover found ripples in old mud. They formed 3.5 billion years ago.',
    'Follow for more.',
  ]
  return {
    contentId,
    runId,
    userId,
    title: 'Rain on Mars',
    platform: 'YOUTUBE_SHORTS',
    niche: 'tech',
    script: {
      hook: texts[0] ?? '',
      body: texts[1] ?? '',
      callToAction: texts[2] ?? '',
      segments: texts.map((text, position) => ({
        position,
        kind:
          position === 0
            ? ('HOOK' as const)
            : position === 1
              ? ('BODY' as const)
              : ('CALL_TO_ACTION' as const),
        text,
      })),
    },
    images,
    failures: [],
  }
}
