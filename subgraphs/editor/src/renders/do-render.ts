import type { Logger } from '@orion/common'
import type { Editor } from '../editor.ts'
import type { CaptionStyle } from '../generated/prisma/enums.ts'
import { produceVideo, type SubtitleStyle } from '../render/produce-video.ts'
import type { WorkFolder } from '../render/work-folder.ts'
import { voicesFor } from '../speech/configured-speech.ts'
import { finishRender } from './finish-render.ts'
import { RenderEndedError, stepCompleted, stepStarted } from './record-step.ts'
import { ACTIVE, type RenderRow } from './render-row.ts'
import { type RenderSource, renderSource } from './render-source.ts'
import { restoreNarration, saveNarration } from './saved-narration.ts'
import { storeVideo } from './store-video.ts'
import { watchRender } from './watch-render.ts'
import { openWorkFolderOf, removeWorkFolderOf } from './work-folders.ts'

const styles: Readonly<Record<CaptionStyle, SubtitleStyle>> = {
  TIKTOK: 'tiktok',
  YOUTUBE: 'youtube',
  MINIMAL: 'minimal',
}

/**
 * Does a render, or goes on with it: fetches the pictures, makes the video step by step, stores it and tells. Steps that an
 * earlier attempt finished are not done again; a render that has ended is left alone.
 */
export async function doRender(
  editor: Editor,
  renderId: string,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  const render = await claim(editor, renderId)
  if (!render) return
  const watch = watchRender(editor, render, stopping, log)
  try {
    const work = await openWorkFolderOf(editor, render)
    const source = renderSource.parse(render.source)
    const images = await fetchImages(editor, source, work)
    const spokenBy = await restoreNarration(editor, render, work)
    const { providers, voice } = voicesFor(editor.voices, render.voice)
    const produced = await produceVideo({
      title: render.title,
      segments: [...source.script.segments].sort((a, b) => a.position - b.position),
      images,
      platform: render.platform,
      captionStyle: styles[render.captionStyle],
      speechProviders: providers,
      voice,
      work,
      signal: watch.signal,
      onProgress: watch.report,
      onStepStarted: step => stepStarted(editor, render, step),
      onSpoken: speech => saveNarration(editor, render, work, speech),
      // What another render had spoken was paid for by that one.
      onStepCompleted: (step, { provider, spoken }) =>
        stepCompleted(editor, render, step, {
          provider,
          ...((spokenBy ?? render.id) === render.id && { spoken }),
        }),
    })
    const stored = await storeVideo(editor, render, work, produced)
    const finished = await finishRender(editor, render, stored, produced)
    await removeWorkFolderOf(editor, renderId)
    const { durationSeconds, isValid, score } = produced.validation
    if (finished)
      log.info({ renderId, contentId: render.contentId, durationSeconds, isValid, score }, 'video rendered')
  } catch (error) {
    if (!(watch.signal.reason instanceof RenderEndedError || error instanceof RenderEndedError)) throw error
    await removeWorkFolderOf(editor, renderId)
    log.info({ renderId }, 'render was cancelled')
  } finally {
    watch.stop()
  }
}

/** Takes the render up; null when there is nothing to do any more. */
async function claim({ database }: Editor, renderId: string): Promise<RenderRow | null> {
  const { count } = await database.client.render.updateMany({
    where: { id: renderId, status: { in: ACTIVE } },
    data: { status: 'RUNNING', error: null },
  })
  if (count === 0) return null
  await database.client.render.updateMany({
    where: { id: renderId, startedAt: null },
    data: { startedAt: new Date() },
  })
  return database.client.render.findUniqueOrThrow({ where: { id: renderId } })
}

/** Brings the pictures into the work folder, in the order of their scenes. */
async function fetchImages(editor: Editor, source: RenderSource, work: WorkFolder) {
  const images = [...source.images].sort((a, b) => a.scene - b.scene)
  return Promise.all(
    images.map(async ({ fileKey, segments }, at) => {
      const path = work.file(`image-${at + 1}`)
      await editor.files.download(fileKey, path)
      return { path, segments }
    }),
  )
}
