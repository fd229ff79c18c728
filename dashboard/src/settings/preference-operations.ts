import { graphql } from '#generated/gql.ts'

export const preferencesQuery = graphql(`
  query NotificationPreferences {
    notificationPreferences {
      ...Preference
    }
  }
  fragment Preference on NotificationPreference {
    type
    live
    email
    webhook
  }
`)

export const updatePreferencesMutation = graphql(`
  mutation UpdateNotificationPreferences($input: UpdateNotificationPreferencesInput!) {
    updateNotificationPreferences(input: $input) {
      preferences {
        ...Preference
      }
      userErrors {
        message
        code
      }
    }
  }
`)
