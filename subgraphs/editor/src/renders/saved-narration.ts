import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Editor } from '../editor.ts'
import { videoFiles } from '../render/produce-video.ts'
import { type StepResult, stepResults } from '../render/steps.ts'
import type { WorkFolder } from '../render/work-folder.ts'
import type { RenderRow } from './render-row.ts'
import { renderSource } from './render-source.ts'

/** Where a run's narration is kept: one for each text and voice. */
function keysOf(editor: Editor, render: RenderRow): { sound: string; words: string } {
  const texts = renderSource.parse(render.source).script.segments.map(segment => segment.text)
  const voices = editor.voices.map(({ provider }) => provider.name)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([texts, render.voice, voices]))
    .digest('hex')
    .slice(0, 16)
  const folder = `contents/${render.contentId}/${render.runId}`
  return { sound: `${folder}/narration-${fingerprint}.wav`, words: `${folder}/narration-${fingerprint}.json` }
}

const savedWords = z.object({ renderId: z.string(), speech: stepResults.SPEECH })

/**
 * Brings a narration that was spoken before into the work folder: speech that was paid for is not bought again when only the
 * captions should look different, or when another machine goes on with the render.
 * @returns the render that had it spoken; null when there is none
 */
export async function restoreNarration(
  editor: Editor,
  render: RenderRow,
  work: WorkFolder,
): Promise<string | null> {
  const keys = keysOf(editor, render)
  if (!(await editor.files.exists(keys.words))) return null
  const text = Buffer.from(await editor.files.read(keys.words)).toString('utf8')
  const { renderId, speech } = savedWords.parse(JSON.parse(text))
  await editor.files.download(keys.sound, work.file(videoFiles.narration))
  await work.step('speech', stepResults.SPEECH, async () => speech)
  return renderId
}

/** Keeps a narration for later. The words come last, so that they are never there without the sound. */
export async function saveNarration(
  editor: Editor,
  render: RenderRow,
  work: WorkFolder,
  speech: StepResult<'SPEECH'>,
): Promise<void> {
  const keys = keysOf(editor, render)
  await editor.files.putFile(keys.sound, work.file(videoFiles.narration), 'audio/wav')
  const words = JSON.stringify({ renderId: render.id, speech } satisfies z.infer<typeof savedWords>)
  await editor.files.put(keys.words, Buffer.from(words), 'application/json')
}
