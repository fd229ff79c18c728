import { randomUUID } from 'node:crypto'
import type { EventData } from '@orion/common'
import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll } from 'vitest'
import media from '../src/main.ts'

export const editor = testViewer('EDITOR')
export const stranger = testViewer('EDITOR')
export const viewer = testViewer('VIEWER', editor.userId)
export const admin = testViewer('ADMIN')

const subjects = [
  'A detective reads a secret memo in an office',
  'A crowd in front of the capitol holds flags',
  'A judge lifts the gavel in court',
  'Two leaders shake hands after the deal',
  'A printing press rolls out newspapers',
  'A megaphone over the skyline at dusk',
]

/** What the director tells when a content's script is finished, with six scenes. */
export function contentCreated(
  change: Partial<EventData<'content.created'>> = {},
): EventData<'content.created'> {
  return {
    contentId: randomUUID(),
    runId: randomUUID(),
    userId: editor.userId,
    trendId: randomUUID(),
    title: 'The memo',
    niche: 'general',
    platform: 'YOUTUBE_SHORTS',
    style: 'CINEMATIC',
    styleGuide: 'Teal and orange.',
    script: {
      hook: 'A memo nobody should see.',
      body: 'It was written in secret.',
      callToAction: 'Follow for more.',
      segments: [
        { position: 0, kind: 'HOOK', text: 'A memo nobody should see.' },
        { position: 1, kind: 'BODY', text: 'It was written in secret.' },
        { position: 2, kind: 'CALL_TO_ACTION', text: 'Follow for more.' },
      ],
    },
    visualPrompts: subjects.map((description, index) => ({
      scene: index + 1,
      description,
      style: 'CINEMATIC',
      cameraAngle: index % 2 === 0 ? 'wide shot' : 'close-up',
      mood: 'serious',
      negativePrompt: 'text',
      segments: [Math.min(2, index)],
    })),
    ...change,
  }
}

export interface Picture {
  id: string
  scene: number
  status: string
  provider: string | null
  isEmbedded: boolean
  prompt: string
  url: string | null
  thumbnail: string | null
  cost: string
  width: number
  error: string | null
}

const PICTURE =
  'id scene status provider isEmbedded prompt url thumbnail: url(variant: THUMBNAIL) cost width error'

/** Media in this process, for the tests of one file. */
export interface MediaAtWork {
  system: TestSystem
  service: TestService
  /** Sends the event and waits for what media says at the end. */
  draw(data: EventData<'content.created'>): Promise<'media.generated' | 'media.failed'>
  /** The pictures of a content's newest run, as this viewer sees them through the graph. */
  pictures(contentId: string, who?: typeof editor): Promise<Picture[]>
  heard<Name extends 'media.generated' | 'media.failed' | 'cost.recorded' | 'pipeline.stage_changed'>(
    name: Name,
    runId: string,
  ): EventData<Name>[]
  /** Starts it anew with another environment. */
  restart(environment?: NodeJS.ProcessEnv): Promise<void>
}

export function mediaAtWork(environment: NodeJS.ProcessEnv = {}): MediaAtWork {
  const work = {} as MediaAtWork
  beforeAll(async () => {
    const system = await createTestSystem()
    Object.assign(work, {
      system,
      service: await system.start(media, environment),
      async draw(data: EventData<'content.created'>) {
        await system.send('director', 'media', 'content.created', data)
        const isOurs = ({ runId }: { runId: string }) => runId === data.runId
        const outcome = await Promise.race([
          system.hear('media.generated', isOurs).then(() => 'media.generated' as const),
          system.hear('media.failed', isOurs).then(() => 'media.failed' as const),
        ])
        // The last that is told of a run.
        await system.hear('pipeline.stage_changed', told => isOurs(told) && told.status !== 'RUNNING')
        return outcome
      },
      async pictures(contentId: string, who = editor) {
        const { data, errors } = await work.service.graphql<{ _entities: { images: Picture[] }[] }>(
          `query($of: [_Any!]!) { _entities(representations: $of) { ... on Content { images { ${PICTURE} } } } }`,
          { of: [{ __typename: 'Content', id: contentId }] },
          who,
        )
        if (errors) throw new Error(errors[0]?.message)
        return data._entities[0]?.images ?? []
      },
      heard: (name: string, runId: string) =>
        system.heard
          .filter(event => event.type === `orion.${name}`)
          .map(event => event.data)
          .filter(data => 'runId' in data && data.runId === runId),
      async restart(next: NodeJS.ProcessEnv = environment) {
        await work.service.stop()
        work.service = await system.start(media, next)
      },
    })
  })
  afterAll(() => work.system?.stop())
  return work
}
