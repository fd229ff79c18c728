import { graphql } from '#generated/gql.ts'

export const welcomeQuery = graphql(`
  query Welcome {
    me {
      ...WelcomeAccount
    }
  }
  fragment WelcomeAccount on User {
    id
    name
    username
    timezone
    needsOnboarding
  }
`)

export const completeAccountMutation = graphql(`
  mutation CompleteAccount($input: CompleteAccountInput!) {
    completeAccount(input: $input) {
      user {
        id
        needsOnboarding
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`)

export const updateSettingsMutation = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      userErrors {
        message
      }
    }
  }
`)
