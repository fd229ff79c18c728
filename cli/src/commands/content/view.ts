import { Command, Option } from 'clipanion'
import type { App } from '../../app.ts'
import { ContentViewDocument } from '../../generated/graphql.ts'
import { noContent } from '../../pipeline/snapshot.ts'
import { OrionCommand } from '../orion-command.ts'
import { factsOf, type Story, showStory } from './story.ts'

/** `orion content view` */
export class ContentViewCommand extends OrionCommand {
  static override paths = [['content', 'view']]
  static override usage = Command.Usage({
    category: 'Content',
    description: 'Show everything about a content',
    details: `
      Shows where it stands and what there is so far: trend, script, visual prompts, analysis, gates, stages,
      images, video, publications and cost. When a part of the system is down, the other parts are shown, a warning
      names what is missing, and the exit code is 1.
    `,
    examples: [
      ['Read the script before its gate', '$0 content view CONTENT_ID'],
      ['Its status alone', '$0 content view CONTENT_ID --format json | jq -r .status'],
    ],
  })

  id = Option.String({ name: 'CONTENT_ID' })

  protected async perform({ api, output }: App): Promise<void> {
    const answer = await api.query(ContentViewDocument, { id: this.id })
    if (!answer.content) throw noContent(this.id)
    const story: Story = {
      ...answer.content,
      images: answer.media?.images ?? null,
      video: answer.editor?.video ?? null,
      publications: answer.publisher?.publications ?? null,
      cost: answer.pulse?.cost ?? null,
      metrics: answer.pulse?.metrics ?? null,
    }
    output.record({
      json: story,
      facts: factsOf(story),
      show: () => showStory(story, output.terminal.columns(), output.paint),
    })
  }
}
