import { graphql } from '#generated/gql.ts'

export const invitationsQuery = graphql(`
  query Invitations($after: String, $openOnly: Boolean) {
    invitations(first: 20, after: $after, openOnly: $openOnly) {
      nodes {
        ...InvitationItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment InvitationItem on Invitation {
    id
    email
    name
    role
    state
    sentAt
    expiresAt
    acceptedAt
    revokedAt
    invitedBy {
      id
      name
    }
  }
`)

export const inviteUserMutation = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) {
      invitation {
        ...InvitationItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const resendInvitationMutation = graphql(`
  mutation ResendInvitation($input: InvitationInput!) {
    resendInvitation(input: $input) {
      invitation {
        ...InvitationItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const revokeInvitationMutation = graphql(`
  mutation RevokeInvitation($input: InvitationInput!) {
    revokeInvitation(input: $input) {
      invitation {
        ...InvitationItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)
