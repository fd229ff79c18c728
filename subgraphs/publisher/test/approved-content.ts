import { randomUUID } from 'node:crypto'
import type { EventData } from '@orion/common'
import { openFiles } from '@orion/common/files/files'
import type { TestSystem } from '@orion/common/testing/test-system'

/** An approval as director tells it, with the video's files in place. */
export async function approvedContent(
  system: TestSystem,
  change: Partial<EventData<'content.approved'>> = {},
): Promise<EventData<'content.approved'>> {
  const contentId = change.contentId ?? randomUUID()
  const folder = `contents/${contentId}/run`
  const files = await openFiles({
    FILES_DISK: 'local',
    FILES_ROOT: system.environment.FILES_ROOT ?? '',
    S3_REGION: '',
    ORION_PUBLIC_URL: 'http://127.0.0.1:8000',
    ORION_FILES_SECRET: system.environment.ORION_FILES_SECRET ?? '',
  })
  await files.put(`${folder}/video.mp4`, Buffer.from('a video'), 'video/mp4')
  await files.put(`${folder}/portrait.jpg`, Buffer.from('a still'), 'image/jpeg')
  return {
    contentId,
    runId: randomUUID(),
    userId: randomUUID(),
    title: 'Why <b>octopuses</b> have three hearts',
    description: 'Two for the gills, one for the rest.',
    hashtags: ['#octopus', '#science'],
    platform: 'YOUTUBE_SHORTS',
    video: {
      videoId: randomUUID(),
      fileKey: `${folder}/video.mp4`,
      captionsKey: `${folder}/captions.vtt`,
      thumbnails: [{ name: 'portrait', fileKey: `${folder}/portrait.jpg`, width: 1080, height: 1920 }],
      durationSeconds: 21,
      width: 1080,
      height: 1920,
      isValid: true,
      score: 1,
    },
    publishAt: null,
    accountIds: null,
    approvedBy: randomUUID(),
    ...change,
  }
}
