import { graphql } from '#generated/gql.ts'

export const unreadCountQuery = graphql(`
  query UnreadNotificationCount {
    unreadNotificationCount
  }
`)

export const notificationsQuery = graphql(`
  query Notifications($after: String, $filter: NotificationFilter) {
    notifications(first: 20, after: $after, filter: $filter) {
      nodes {
        ...NotificationItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment NotificationItem on Notification {
    id
    type
    title
    body
    count
    isRead
    createdAt
    content {
      id
    }
    trend {
      id
    }
  }
`)

export const notificationReceived = graphql(`
  subscription NotificationReceived {
    notificationReceived {
      ...NotificationItem
    }
  }
`)

export const markReadMutation = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      marked
      unreadNotificationCount
    }
  }
`)
