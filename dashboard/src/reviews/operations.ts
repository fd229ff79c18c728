import '#pipeline/fragments.ts'
import { graphql } from '#generated/gql.ts'

export const openGatesQuery = graphql(`
  query OpenGates {
    reviewGates(first: 50) {
      nodes {
        ...GateItem
        content {
          ...ReviewMaterial
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`)

export const decideGateMutation = graphql(`
  mutation DecideGate($input: DecideGateInput!) {
    decideGate(input: $input) {
      gate {
        ...GateItem
      }
      content {
        id
        status
        regenerations
        openGate {
          id
          status
        }
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const accountsQuery = graphql(`
  query PublishingAccounts {
    socialAccounts(first: 100) {
      nodes {
        id
        platform
        displayName
        isActive
        owner {
          id
        }
      }
    }
  }
`)
