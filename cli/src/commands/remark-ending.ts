import type { Output } from '../output/output.ts'
import type { Ending } from '../pipeline/follow.ts'
import { nameOfGate } from '../pipeline/stages.ts'

/** Tells people where a content they waited for has come, and what they can do now. */
export function remarkEnding(output: Output, { outcome, snapshot }: Ending): void {
  const { content, publications } = snapshot
  if (outcome === 'review' && content.openGate) {
    output.remark(
      [
        `“${content.title}” waits for you at ${nameOfGate(content.openGate.stage)}.`,
        `  orion content view ${content.id}`,
        `  orion content approve ${content.id} --wait`,
        `  orion content reject ${content.id} --reason TEXT --regenerate`,
      ].join('\n'),
    )
  }
  if (outcome === 'published') {
    const addresses = publications.flatMap(({ postUrl }) => (postUrl ? [`  ${postUrl}`] : []))
    output.remark(
      [
        `“${content.title}” is published.`,
        ...addresses,
        `  orion content download ${content.id} --output video.mp4`,
      ].join('\n'),
    )
  }
}
