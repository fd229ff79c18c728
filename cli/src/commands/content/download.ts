import { existsSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Command, Option } from 'clipanion'
import { download } from '../../api/download.ts'
import type { App } from '../../app.ts'
import { ConflictError, UsageError } from '../../errors.ts'
import { ContentVideoDocument } from '../../generated/graphql.ts'
import { renderBar } from '../../output/bar.ts'
import { Screen } from '../../output/screen.ts'
import { noContent } from '../../pipeline/snapshot.ts'
import { needed, parseChoice } from '../option-values.ts'
import { OrionCommand } from '../orion-command.ts'

const captionFormats = { vtt: 'vtt', srt: 'srt' } as const

/** `orion content download` */
export class ContentDownloadCommand extends OrionCommand {
  static override paths = [['content', 'download']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Save the video of a content, or its captions',
    details:
      'The file appears when it is complete. A file that is there already stays, unless --force is given.',
    examples: [
      ['Save the video', '$0 content download CONTENT_ID --output video.mp4'],
      ['Save the captions', '$0 content download CONTENT_ID --captions srt --output video.srt'],
      ['Hand it to another program', '$0 content download CONTENT_ID --output - | ffprobe -'],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID' })
  file = Option.String('-o,--output', { description: 'Where to save it; - is standard output (needed)' })
  captions = Option.String('--captions', { description: 'Save the captions instead: vtt or srt' })
  force = Option.Boolean('-f,--force', false, { description: 'Replace a file that is there already' })

  protected async perform(app: App): Promise<void> {
    const { api, output, settings, signal } = app
    const captions =
      this.captions === undefined ? undefined : parseChoice('--captions', this.captions, captionFormats)
    const file = needed('--output', this.file, 'Name a file, or - for standard output.')
    refuseTarget(app, file, { force: this.force, isText: captions !== undefined })
    const { content } = await api.query(ContentVideoDocument, { id: this.id })
    if (!content) throw noContent(this.id)
    const { video, title, status } = content
    if (!video)
      throw new ConflictError(
        `“${title}” has no video yet (${status}).`,
        `\`orion pipeline watch ${content.id}\` shows how far it is.`,
      )
    const address = captions ? video[captions] : video.url
    const progress = createProgress(app)
    const toStdout = file === '-'
    const sizeBytes = await download({
      url: new URL(address, `${settings.gateway}/`).href,
      target: toStdout ? output.stdout : file,
      onProgress: progress?.show,
      signal,
    }).finally(() => progress?.close())
    if (toStdout) return
    const facts = {
      contentId: content.id,
      file,
      sizeBytes,
      durationSeconds: video.durationSeconds,
    }
    output.record({
      json: facts,
      facts: Object.entries(facts),
      show: () => [`Saved ${file} (${(sizeBytes / 1e6).toFixed(1)} MB).`],
    })
  }
}

function refuseTarget(
  { output }: App,
  file: string,
  { force, isText }: { force: boolean; isText: boolean },
): void {
  if (file === '-') {
    if (output.terminal.isTerminal && !isText)
      throw new UsageError(
        'A terminal cannot show a video.',
        'Name a file with --output, or pipe the output.',
      )
  } else if (existsSync(file)) {
    if (statSync(file).isDirectory())
      throw new UsageError(`--output is the folder ${file}.`, 'Name a file in it.')
    if (!force) throw new UsageError(`${file} is there already.`, '--force replaces it.')
  } else if (!existsSync(dirname(file))) {
    throw new UsageError(
      `There is no folder ${dirname(file)} for ${basename(file)}.`,
      'Make it first, or name another.',
    )
  }
}

function createProgress({ output }: App) {
  if (output.quiet || !output.errorTerminal.isTerminal) return undefined
  const screen = new Screen(output.stderr, output.errorTerminal)
  const { hasUnicode } = output.errorTerminal
  return {
    show: (received: number, total: number | null) => {
      const megabytes = `${(received / 1e6).toFixed(1)} MB`
      screen.draw([total ? `${renderBar(received / total, 20, hasUnicode)} ${megabytes}` : megabytes])
    },
    close: () => screen.close(),
  }
}
