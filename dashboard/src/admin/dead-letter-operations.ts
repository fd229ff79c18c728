import { graphql } from '#generated/gql.ts'

export const deadLettersQuery = graphql(`
  query DeadLetters($after: String, $filter: DeadLetterFilter) {
    deadLetters(first: 30, after: $after, filter: $filter) {
      nodes {
        ...DeadLetterItem
      }
      missing {
        service
        message
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment DeadLetterItem on DeadLetter {
    id
    service
    kind
    name
    error
    attempts
    failedAt
    replayedAt
  }
`)

export const replayDeadLetterMutation = graphql(`
  mutation ReplayDeadLetter($input: ReplayDeadLetterInput!) {
    replayDeadLetter(input: $input) {
      deadLetter {
        ...DeadLetterItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

/** What goes wrong with the system, of which new dead letters are one kind. */
export const systemEvents = graphql(`
  subscription SystemEvents {
    systemEvents {
      id
      kind
    }
  }
`)
