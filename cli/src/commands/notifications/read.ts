import { Command, Option } from 'clipanion'
import { z } from 'zod'
import { throwUserErrors } from '../../api/graphql-error.ts'
import type { App } from '../../app.ts'
import { NotFoundError, UsageError } from '../../errors.ts'
import { MarkNotificationsReadDocument } from '../../generated/graphql.ts'
import { OrionCommand } from '../orion-command.ts'

/** `orion notifications read` */
export class NotificationsReadCommand extends OrionCommand {
  static override paths = [['notifications', 'read']]
  static override usage = Command.Usage({
    category: 'Notifications',
    description: 'Mark notifications as read',
    examples: [
      ['One of them', '$0 notifications read NOTIFICATION_ID'],
      ['All of them', '$0 notifications read --all'],
    ],
  })

  ids = Option.Rest({ name: 'NOTIFICATION_ID' })
  all = Option.Boolean('--all', false, { description: 'Mark all as read' })

  protected async perform({ api, output }: App): Promise<void> {
    if (this.all === this.ids.length > 0)
      throw new UsageError(
        this.all ? '--all and ids exclude each other.' : 'Which notifications?',
        'Give the ids of notifications, or --all.',
      )
    const unknown = this.ids.find(id => !z.uuid().safeParse(id).success)
    if (unknown !== undefined)
      throw new NotFoundError(
        `There is no notification ${unknown}.`,
        '`orion notifications list` lists yours.',
      )
    const { markNotificationsRead } = await api.mutate(MarkNotificationsReadDocument, {
      input: { ids: this.all ? undefined : this.ids },
    })
    throwUserErrors(markNotificationsRead.userErrors)
    const { marked, unreadNotificationCount: unread } = markNotificationsRead
    output.record({
      json: { marked, unread },
      facts: [
        ['marked', marked],
        ['unread', unread],
      ],
      show: () => [`Marked ${marked} as read; ${unread} are unread.`],
    })
  }
}
