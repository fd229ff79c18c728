import { join } from 'node:path'
import type { EventData, Viewer } from '@orion/common'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
} from '@orion/common/testing/test-system'
import editor from '../src/main.ts'

/** Rendering on a busy machine takes its time. */
export const patienceMs = 150_000

/** The editor in this process, with a ground of its own. */
export async function startEditor(
  environment: NodeJS.ProcessEnv = {},
): Promise<{ system: TestSystem; service: TestService; workFolder: string }> {
  const system = await createTestSystem()
  const workFolder = join(system.folder, 'work')
  const service = await system.start(editor, { EDITOR_WORK_FOLDER: workFolder, ...environment })
  return { system, service, workFolder }
}

/** Every event of this name that was told so far about a content. */
export function heardOf<
  Name extends
    | 'video.rendered'
    | 'video.failed'
    | 'pipeline.stage_changed'
    | 'cost.recorded'
    | 'pipeline.progress',
>(system: TestSystem, name: Name, contentId: string): EventData<Name>[] {
  return system.heard
    .filter(event => event.type === `orion.${name}`)
    .map(event => event.data as EventData<Name>)
    .filter(data => data.contentId === contentId)
}

/** Waits for a status of a content's newest render. */
export function renderReaches(system: TestSystem, contentId: string, status: string): Promise<string> {
  return eventually(
    async () => {
      const [row] = await system.query<{ id: string; status: string }>(
        'SELECT id, status FROM editor.renders WHERE content_id = $1 ORDER BY created_at DESC, number DESC LIMIT 1',
        [contentId],
      )
      return row?.status === status && row.id
    },
    `a render that is ${status}`,
    patienceMs,
  )
}

export interface SeenContent {
  readonly render: {
    readonly id: string
    readonly status: string
    readonly captionStyle: string
    readonly voice: string | null
  } | null
  readonly thumbnails: { readonly name: string; readonly url: string }[]
  readonly video: {
    readonly id: string
    readonly url: string
    readonly captionsUrl: string
    readonly captions: { readonly startSeconds: number; readonly endSeconds: number; readonly text: string }[]
    readonly durationSeconds: number
    readonly sizeBytes: string
    readonly loudnessLufs: number
    readonly speechProvider: string
    readonly isEmbeddedSpeech: boolean
    readonly validation: {
      readonly isValid: boolean
      readonly score: number
      readonly rules: { readonly name: string; readonly passed: boolean }[]
    }
  } | null
}

/** A content as the gateway would ask the editor for it. */
export async function seenContent(
  service: TestService,
  contentId: string,
  viewer: Viewer,
): Promise<SeenContent | undefined> {
  const { data } = await service.graphql<{ _entities: SeenContent[] }>(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Content {
          render { id status captionStyle voice }
          thumbnails { name url }
          video {
            id url captionsUrl(format: SRT) captions { startSeconds endSeconds text } durationSeconds sizeBytes loudnessLufs
            speechProvider isEmbeddedSpeech validation { isValid score rules { name passed } }
          }
        }
      }
    }`,
    { representations: [{ __typename: 'Content', id: contentId }] },
    viewer,
  )
  return data._entities[0]
}
