import type { Editor } from '../editor.ts'
import { type ProducedVideo, videoFiles } from '../render/produce-video.ts'
import type { WorkFolder } from '../render/work-folder.ts'
import type { StoredThumbnail } from '../videos/video-row.ts'
import type { RenderRow } from './render-row.ts'

/** Where the files of a finished video are. */
export interface StoredVideo {
  readonly fileKey: string
  readonly vttKey: string
  readonly srtKey: string
  readonly thumbnails: readonly StoredThumbnail[]
}

/** Puts a finished video and what belongs to it into the files store; doing it again writes the same files. */
export async function storeVideo(
  editor: Editor,
  render: RenderRow,
  work: WorkFolder,
  { thumbnails }: ProducedVideo,
): Promise<StoredVideo> {
  // Another render of the run must not overwrite a video that may be published already.
  const folder = `contents/${render.contentId}/${render.runId}/render-${render.number}`
  const stored = {
    fileKey: `${folder}/video.mp4`,
    vttKey: `${folder}/captions.vtt`,
    srtKey: `${folder}/captions.srt`,
    thumbnails: thumbnails.map(({ name, width, height }) => ({
      name,
      fileKey: `${folder}/${name}.jpg`,
      width,
      height,
    })),
  }
  await Promise.all([
    editor.files.putFile(stored.fileKey, work.file(videoFiles.video), 'video/mp4'),
    editor.files.putFile(stored.vttKey, work.file(videoFiles.vtt), 'text/vtt; charset=utf-8'),
    editor.files.putFile(stored.srtKey, work.file(videoFiles.srt), 'application/x-subrip; charset=utf-8'),
    ...thumbnails.map(({ name, file }) =>
      editor.files.putFile(`${folder}/${name}.jpg`, work.file(file), 'image/jpeg'),
    ),
  ])
  return stored
}
