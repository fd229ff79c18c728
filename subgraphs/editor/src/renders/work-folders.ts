import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Editor } from '../editor.ts'
import { openWorkFolder, type WorkFolder } from '../render/work-folder.ts'
import { ACTIVE, type RenderRow } from './render-row.ts'

/** The folder in which this process's machine works on a render. */
export function workFolderOf(editor: Editor, renderId: string): string {
  return join(editor.configuration.EDITOR_WORK_FOLDER, renderId)
}

/** Opens it; results kept there for other input do not count. */
export function openWorkFolderOf(editor: Editor, render: RenderRow): Promise<WorkFolder> {
  const { title, platform, captionStyle, voice, source } = render
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([title, platform, captionStyle, voice, source]))
    .digest('hex')
  return openWorkFolder(workFolderOf(editor, render.id), fingerprint)
}

export function removeWorkFolderOf(editor: Editor, renderId: string): Promise<void> {
  return rm(workFolderOf(editor, renderId), { recursive: true, force: true })
}

/**
 * Removes the folders of renders that have ended, which a killed process could leave behind. Those of unknown renders stay: they
 * may be another system's on this machine.
 */
export async function removeStaleWorkFolders(editor: Editor): Promise<number> {
  const names = await readdir(editor.configuration.EDITOR_WORK_FOLDER).catch((): string[] => [])
  const ids = names.filter(name => /^[0-9a-f-]{36}$/.test(name))
  const stale = await editor.database.client.render.findMany({
    where: { id: { in: ids }, status: { notIn: ACTIVE } },
    select: { id: true },
  })
  await Promise.all(stale.map(({ id }) => removeWorkFolderOf(editor, id)))
  return stale.length
}
