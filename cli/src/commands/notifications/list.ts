import { Command, Option } from 'clipanion'
import { readPages } from '../../api/pages.ts'
import type { App } from '../../app.ts'
import {
  type NotificationRowFragment,
  NotificationsDocument,
  NotificationType,
} from '../../generated/graphql.ts'
import type { Column } from '../../output/table.ts'
import { showAge } from '../../output/time.ts'
import { ListCommand } from '../list-command.ts'
import { listChoices, parseChoices, parseMoment } from '../option-values.ts'

const columns: Column<NotificationRowFragment>[] = [
  { header: 'ID', value: notification => notification.id },
  { header: 'TYPE', value: notification => notification.type, optional: true },
  { header: 'TITLE', value: notification => notification.title, flexible: true },
  {
    header: 'READ',
    value: notification => String(notification.isRead),
    show: notification => (notification.isRead ? 'yes' : 'no'),
    paint: notification => (notification.isRead ? 'dim' : 'yellow'),
  },
  {
    header: 'WHEN',
    value: notification => notification.createdAt,
    show: notification => showAge(notification.createdAt),
  },
]

/** `orion notifications list` */
export class NotificationsListCommand extends ListCommand {
  static override paths = [['notifications', 'list']]
  static override usage = Command.Usage({
    category: 'Notifications',
    description: 'List your notifications, newest first',
    details: 'The columns of `plain` are: id, type, title, true when it was read, moment.',
    examples: [
      ['What is new', '$0 notifications list --unread'],
      ['What waits for a decision', '$0 notifications list --type gate-opened --unread'],
    ],
  })

  unread = Option.Boolean('--unread', false, { description: 'Only unread ones' })
  type = Option.Array('--type', {
    description: `Only this type; may be repeated: ${listChoices(NotificationType)}`,
  })
  since = Option.String('--since', { description: 'Only what came at this moment or later' })

  protected async perform({ api, output }: App): Promise<void> {
    const limit = this.count()
    const filter = {
      unread: this.unread ? true : undefined,
      types: parseChoices('--type', this.type, NotificationType),
      since: this.since === undefined ? undefined : parseMoment('--since', this.since),
    }
    const { items, hasMore } = await readPages(limit, async (first, after) => {
      const { notifications } = await api.query(NotificationsDocument, { first, after, filter })
      return notifications
    })
    output.list(columns, items, { empty: 'There are no such notifications.' })
    this.remarkMore(output, hasMore)
  }
}
