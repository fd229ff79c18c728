import { GraphQLError } from 'graphql'
import { type Agency, type Content, videoBytes } from './agency.ts'

/** What the subgraphs say about a content. `down` names those whose fields fail now. */
export function createContentFields(agency: Agency, down: Set<string>, fileUrl: () => string) {
  const from = (subgraph: string) => {
    if (down.has(subgraph))
      throw new GraphQLError(`${subgraph} does not answer`, {
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
      })
  }
  return {
    niche: ({ trend }: Content) => trend.niche,
    currentRun: ({ run }: Content) => run,
    openGate: (content: Content) => agency.openGate(content),
    createdBy: () => ({ id: 'u', username: 'editor' }),
    visualPrompts: () => [
      {
        scene: 1,
        description: 'A lens over a chip',
        style: 'CINEMATIC',
        cameraAngle: 'close',
        mood: 'calm',
        negativePrompt: '',
        segments: [0],
      },
    ],
    script: ({ run }: Content) =>
      run.stages.length === 0
        ? null
        : {
            hook: 'Light can think.',
            body: 'A new chip computes with light. It needs a tenth of the power.',
            callToAction: 'Follow for more.',
            segments: [],
            visualCues: [],
            writer: 'extractive',
            isEmbedded: true,
            wordCount: 17,
          },
    critique: () => ({
      hookStrength: 0.9,
      valueDensity: 0.8,
      callToActionClarity: 0.7,
      confidence: 0.815,
      feedback: ['Say how much power.'],
      refinements: 1,
    }),
    analysis: () => null,
    images: () => {
      from('media')
      return [
        {
          id: 'i1',
          scene: 1,
          status: 'READY',
          provider: 'procedural',
          isEmbedded: true,
          url: null,
          error: null,
        },
      ]
    },
    video: ({ id, run }: Content) => {
      from('editor')
      return run.stages.some(({ stage, status }) => stage === 'VALIDATE' && status === 'COMPLETED')
        ? videoOf(id, fileUrl())
        : null
    },
    publications: ({ publications }: Content) => {
      from('publisher')
      return publications.map(publication => ({
        ...publication,
        platform: 'SANDBOX',
        text: 'Light can think.',
        postUrl: publication.status === 'PUBLISHED' ? 'http://127.0.0.1/sandbox/post' : null,
        attempts: 1,
        error: null,
      }))
    },
    cost: () => {
      from('pulse')
      return { total: '0.0125', byCategory: [{ category: 'LLM', amount: '0.0125' }] }
    },
    metrics: () => {
      from('pulse')
      return { leadSeconds: null, workSeconds: 12.5, stages: [] }
    },
  }
}

function videoOf(contentId: string, fileUrl: string) {
  return {
    id: `video-${contentId}`,
    url: `${fileUrl}/video.mp4`,
    captionsUrl: `${fileUrl}/captions`,
    durationSeconds: 34.2,
    width: 1080,
    height: 1920,
    framesPerSecond: 30,
    sizeBytes: String(videoBytes.length),
    loudnessLufs: -14.1,
    speechProvider: 'festival',
    isEmbeddedSpeech: true,
    validation: { isValid: true, score: 1, rules: [] },
  }
}
