import { graphql } from '#generated/gql.ts'

export const linkedAccountsQuery = graphql(`
  query LinkedAccounts {
    linkedAccounts {
      ...LinkedAccountItem
    }
  }
  fragment LinkedAccountItem on LinkedAccount {
    id
    provider
    email
    createdAt
    lastUsedAt
  }
`)

/** Answers with an address that links whoever opens it: send it by the client for secrets. */
export const linkAccountMutation = graphql(`
  mutation LinkAccount($input: LinkAccountInput!) {
    linkAccount(input: $input) {
      url
      userErrors {
        field
        message
      }
    }
  }
`)

export const unlinkAccountMutation = graphql(`
  mutation UnlinkAccount($input: UnlinkAccountInput!) {
    unlinkAccount(input: $input) {
      linkedAccounts {
        ...LinkedAccountItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)
