import {
  about,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
  type Viewer,
} from '@orion/common'
import { z } from 'zod'
import type { Editor } from './editor.ts'
import { CaptionStyle, RenderStatus } from './generated/prisma/enums.ts'
import { cancelRender } from './renders/end-render.ts'
import { findNewestRenders, findRenders, listRenders } from './renders/find-renders.ts'
import type { RenderRow } from './renders/render-row.ts'
import { rerender } from './renders/request-render.ts'
import { voicesFor } from './speech/configured-speech.ts'
import { narrate } from './speech/narrate.ts'
import { encodeWav } from './speech/wav.ts'
import { findVideos, findVideosOfRenders } from './videos/find-videos.ts'
import { captionsOf, rulesOf, thumbnailsOf, type VideoRow } from './videos/video-row.ts'

const upperCase = z.string().transform(text => text.toUpperCase())
const listQuery = z.object({
  first: z.coerce.number().int().optional(),
  after: z.string().optional(),
  /** Several separated by commas, in any case. */
  status: upperCase
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(RenderStatus)))
    .optional(),
})
const renderBody = z.object({
  contentId: z.string(),
  captionStyle: upperCase.pipe(z.enum(CaptionStyle)).optional(),
  voice: z.string().optional(),
})
/** A sample of a voice: short, so that the answer is there within a second or two. */
const speechBody = z.object({ text: z.string().trim().min(1).max(500), voice: z.string().optional() })
const captionsQuery = z.object({ format: z.enum(['vtt', 'srt']).default('vtt') })

/**
 * The REST routes of the editor, on the same domain functions as its part of the graph. They also answer under /editor, the
 * doubled form of old clients.
 */
export function mountRoutes(routes: ServiceRoutes, editor: Editor): void {
  for (const prefix of ['', '/editor']) mountUnder(prefix, routes, editor)
}

function mountUnder(prefix: string, routes: ServiceRoutes, editor: Editor): void {
  routes.post(
    `${prefix}/render`,
    about({ summary: 'Renders a content again.', access: 'video:write', body: renderBody, status: 202 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'video:write')
      return context.json(
        renderBodyOf(await rerender(editor, viewer, await readBody(context, renderBody))),
        202,
      )
    },
  )

  routes.get(
    `${prefix}/render/:contentId/status`,
    about({ summary: 'The newest render of a content.' }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const { contentId } = context.req.param()
      const render = (await findNewestRenders(editor, viewer, [contentId])).get(contentId)
      if (!render) throw new NotFoundError('render of content', contentId)
      return context.json(await withVideo(editor, render))
    },
  )

  routes.get(
    `${prefix}/renders`,
    about({ summary: 'Renders, newest first.', query: listQuery }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const query = readQuery(context, listQuery)
      const { nodes, pageInfo } = await listRenders(editor, viewer, readPage(query), query.status)
      return context.json({ items: nodes.map(renderBodyOf), pageInfo })
    },
  )

  routes.get(`${prefix}/renders/:id`, about({ summary: 'One render with its video.' }), async context => {
    const { id } = context.req.param()
    const render = (await findRenders(editor, requireViewer(context.get('viewer')), [id])).get(id)
    if (!render) throw new NotFoundError('render', id)
    return context.json(await withVideo(editor, render))
  })

  routes.post(
    `${prefix}/renders/:id/cancel`,
    about({ summary: 'Cancels a render.', access: 'video:write' }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'video:write')
      return context.json(renderBodyOf(await cancelRender(editor, viewer, context.req.param('id'))))
    },
  )

  routes.get(`${prefix}/videos/:id`, about({ summary: 'One video.' }), async context => {
    const video = await videoFor(editor, requireViewer(context.get('viewer')), context.req.param('id'))
    return context.json(videoBodyOf(editor, video))
  })

  routes.get(
    `${prefix}/videos/:id/captions`,
    about({ summary: 'The captions of a video.', query: captionsQuery, answer: 'text/vtt' }),
    async context => {
      const { format } = readQuery(context, captionsQuery)
      const video = await videoFor(editor, requireViewer(context.get('viewer')), context.req.param('id'))
      const text = await editor.files.read(format === 'srt' ? video.srtKey : video.vttKey)
      const type = format === 'srt' ? 'application/x-subrip' : 'text/vtt'
      return context.body(Buffer.from(text), 200, { 'content-type': `${type}; charset=utf-8` })
    },
  )

  routes.post(
    `${prefix}/tts`,
    about({
      summary: 'Speaks a short text, as a sample of a voice.',
      access: 'video:write',
      body: speechBody,
      answer: 'audio/wav',
    }),
    async context => {
      requireScope(context.get('viewer'), 'video:write')
      const { text, voice: wish } = await readBody(context, speechBody)
      const { providers, voice } = voicesFor(editor.voices, wish ?? null)
      const speech = await narrate([{ position: 0, kind: 'BODY', text }], {
        providers,
        voice,
        signal: context.req.raw.signal,
      })
      return context.body(new Uint8Array(encodeWav(speech)), 200, {
        'content-type': 'audio/wav',
        'x-duration-seconds': speech.durationSeconds.toFixed(3),
        'x-speech-provider': speech.provider,
      })
    },
  )
}

async function videoFor(editor: Editor, viewer: Viewer, id: string): Promise<VideoRow> {
  const video = (await findVideos(editor, viewer, [id])).get(id)
  if (!video) throw new NotFoundError('video', id)
  return video
}

async function withVideo(editor: Editor, render: RenderRow) {
  const video = (await findVideosOfRenders(editor, [render.id])).get(render.id)
  return { ...renderBodyOf(render), video: video ? videoBodyOf(editor, video) : null }
}

function renderBodyOf({ source: _, userId: __, ...render }: RenderRow) {
  return render
}

function videoBodyOf(editor: Editor, video: VideoRow) {
  const { id, renderId, contentId, fileKey, vttKey, srtKey, sizeBytes, isValid, score, ...row } = video
  return {
    id,
    renderId,
    contentId,
    url: editor.files.url(fileKey),
    captionsUrls: { vtt: editor.files.url(vttKey), srt: editor.files.url(srtKey) },
    captions: captionsOf(video),
    thumbnails: thumbnailsOf(video).map(({ fileKey: key, ...thumbnail }) => ({
      ...thumbnail,
      url: editor.files.url(key),
    })),
    durationSeconds: row.durationSeconds,
    width: row.width,
    height: row.height,
    framesPerSecond: row.framesPerSecond,
    sizeBytes: sizeBytes.toString(),
    loudnessLufs: row.loudnessLufs,
    speechProvider: row.speechProvider,
    isEmbeddedSpeech: row.isEmbeddedSpeech,
    validation: { isValid, score, rules: rulesOf(video) },
    createdAt: row.createdAt,
  }
}
