import {
  ConflictError,
  type EventData,
  InvalidInputError,
  maySee,
  NotFoundError,
  type Viewer,
} from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Editor } from '../editor.ts'
import type { CaptionStyle } from '../generated/prisma/enums.ts'
import { lockContent } from './lock-content.ts'
import { renderJob } from './render-job-type.ts'
import { ACTIVE, type RenderRow } from './render-row.ts'
import { renderSource } from './render-source.ts'

/**
 * Begins the render of a run whose pictures are drawn. The same run is rendered once, however often its pictures are told;
 * what is still at work for an earlier run of the content is cancelled, and a run that was cancelled is not rendered.
 */
export async function renderRun(
  editor: Editor,
  transaction: Transaction,
  data: EventData<'media.generated'>,
): Promise<RenderRow | null> {
  const { contentId, runId, userId, title, platform, script, images } = data
  await lockContent(transaction, contentId)
  const known = await transaction.render.findUnique({ where: { runId_number: { runId, number: 1 } } })
  if (known || (await transaction.cancelledRun.findUnique({ where: { runId } }))) return null
  await transaction.render.updateMany({
    where: { contentId, status: { in: ACTIVE } },
    data: {
      status: 'CANCELLED',
      error: 'A newer run of the content took its place.',
      endedAt: new Date(),
      step: null,
    },
  })
  const render = await transaction.render.create({
    data: {
      contentId,
      runId,
      number: 1,
      userId,
      title,
      platform,
      source: renderSource.parse({ script, images }),
      captionStyle: editor.configuration.EDITOR_CAPTION_STYLE,
    },
  })
  await editor.jobs.enqueue(transaction, renderJob, { renderId: render.id }, { id: render.id })
  return render
}

export interface RerenderWish {
  readonly contentId: string
  /** As before by default. */
  readonly captionStyle?: CaptionStyle | null
  /** As before by default; `provider:voice` chooses the provider too. */
  readonly voice?: string | null
}

/**
 * Asks for another video of a content, of the script and pictures of its newest render.
 * @throws NotFoundError when the content has no render or the viewer may not see it
 * @throws ConflictError when a render of it is under way
 */
export async function rerender(editor: Editor, viewer: Viewer, wish: RerenderWish): Promise<RenderRow> {
  const { contentId } = wish
  if (!z.uuid().safeParse(contentId).success) throw new NotFoundError('content', contentId)
  const voice = wish.voice?.trim()
  if (voice !== undefined && !/^[\w:.+-]{1,100}$/.test(voice)) {
    throw new InvalidInputError(`"${voice.slice(0, 100)}" is no voice; write its name, or provider:name.`, [
      'input',
      'voice',
    ])
  }
  return editor.database.transaction(async transaction => {
    await lockContent(transaction, contentId)
    const newest = await transaction.render.findFirst({
      where: { contentId },
      orderBy: [{ createdAt: 'desc' }, { number: 'desc' }],
    })
    if (!newest || !maySee(viewer, newest.userId)) throw new NotFoundError('render of content', contentId)
    if (ACTIVE.includes(newest.status)) {
      throw new ConflictError(
        `Render ${newest.id} of this content is ${newest.status}; wait for it or cancel it.`,
      )
    }
    const last = await transaction.render.findFirstOrThrow({
      where: { runId: newest.runId },
      orderBy: { number: 'desc' },
    })
    const { runId, userId, title, platform } = newest
    const render = await transaction.render.create({
      data: {
        contentId,
        runId,
        number: last.number + 1,
        userId,
        title,
        platform,
        source: renderSource.parse(newest.source),
        captionStyle: wish.captionStyle ?? newest.captionStyle,
        voice: voice ?? newest.voice,
        requestedBy: viewer.userId,
      },
    })
    await editor.jobs.enqueue(transaction, renderJob, { renderId: render.id }, { id: render.id })
    return render
  })
}
