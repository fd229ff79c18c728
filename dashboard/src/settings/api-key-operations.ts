import { graphql } from '#generated/gql.ts'

export const apiKeysQuery = graphql(`
  query ApiKeys {
    apiKeys {
      ...ApiKeyItem
    }
    apiKeyScopes
  }
  fragment ApiKeyItem on ApiKey {
    id
    name
    hint
    scopes
    createdAt
    expiresAt
    lastUsedAt
    lastUsedIp
  }
`)

/** Answers with the key itself: send it by the client for secrets. */
export const createApiKeyMutation = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      userErrors {
        field
        message
      }
    }
  }
`)

export const revokeApiKeyMutation = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKeys {
        ...ApiKeyItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)
