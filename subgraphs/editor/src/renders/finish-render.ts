import { aboutRun } from '@orion/common'
import type { Editor } from '../editor.ts'
import type { ProducedVideo } from '../render/produce-video.ts'
import type { RenderRow } from './render-row.ts'
import type { StoredVideo } from './store-video.ts'

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

/**
 * Makes the finished files a video and tells, in one transaction, if the render is still running: whoever comes second (the
 * job was taken up elsewhere meanwhile) changes nothing.
 */
export async function finishRender(
  editor: Editor,
  render: RenderRow,
  stored: StoredVideo,
  produced: ProducedVideo,
): Promise<boolean> {
  const { speech, captions, validation } = produced
  return editor.database.transaction(async transaction => {
    const finished = await transaction.render.updateMany({
      where: { id: render.id, status: 'RUNNING' },
      data: { status: 'COMPLETED', step: null, progress: 1, error: null, endedAt: new Date() },
    })
    if (finished.count === 0) return false
    const { durationSeconds, width, height, isValid, score } = validation
    const video = await transaction.video.create({
      data: {
        renderId: render.id,
        contentId: render.contentId,
        userId: render.userId,
        fileKey: stored.fileKey,
        vttKey: stored.vttKey,
        srtKey: stored.srtKey,
        captions: captions.lines.map(({ startSeconds, endSeconds, words }) => ({
          startSeconds: milliseconds(startSeconds),
          endSeconds: milliseconds(endSeconds),
          text: words.map(word => word.text).join(' '),
        })),
        thumbnails: stored.thumbnails.map(thumbnail => ({ ...thumbnail })),
        durationSeconds,
        width,
        height,
        framesPerSecond: validation.framesPerSecond,
        sizeBytes: validation.sizeBytes,
        loudnessLufs: validation.loudnessLufs,
        truePeakDbtp: validation.truePeakDbtp,
        speechProvider: speech.provider,
        isEmbeddedSpeech: speech.embedded,
        isValid,
        score,
        rules: validation.rules,
      },
    })
    await editor.events.publish(
      transaction,
      'video.rendered',
      aboutRun(render, {
        title: render.title,
        renderId: render.id,
        video: {
          videoId: video.id,
          fileKey: stored.fileKey,
          captionsKey: stored.vttKey,
          thumbnails: stored.thumbnails.map(thumbnail => ({ ...thumbnail })),
          durationSeconds,
          width,
          height,
          isValid,
          score,
        },
      }),
    )
    return true
  })
}
