import { graphql } from '#generated/gql.ts'

export const usersQuery = graphql(`
  query Users($first: Int!, $after: String, $filter: UserFilter) {
    users(first: $first, after: $after, filter: $filter) {
      nodes {
        ...UserItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment UserItem on User {
    id
    name
    username
    email
    role
    isActive
    hasSecondFactor
    avatarUrl
    lastLoginAt
    createdAt
  }
`)

export const setUserRoleMutation = graphql(`
  mutation SetUserRole($input: SetUserRoleInput!) {
    setUserRole(input: $input) {
      user {
        ...UserItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const setUserActiveMutation = graphql(`
  mutation SetUserActive($input: SetUserActiveInput!) {
    setUserActive(input: $input) {
      user {
        ...UserItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const resetSecondFactorMutation = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      user {
        ...UserItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const auditLogQuery = graphql(`
  query AuditLog($after: String, $filter: AuditFilter) {
    auditLog(first: 30, after: $after, filter: $filter) {
      nodes {
        ...AuditItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment AuditItem on AuditEntry {
    id
    action
    at
    actorId
    actor {
      id
      name
    }
    subjectId
    subject {
      id
      name
    }
    ipAddress
    userAgent
    sessionId
    apiKey {
      id
      name
    }
    requestId
    details
  }
`)

export const userNameQuery = graphql(`
  query UserName($id: ID!) {
    user(id: $id) {
      id
      name
    }
  }
`)

export const mailsQuery = graphql(`
  query Mails($after: String) {
    mails(first: 20, after: $after) {
      nodes {
        ...MailItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment MailItem on Mail {
    id
    recipient
    template
    state
    error
    createdAt
    sentAt
  }
`)

/** What a mail says may hold a link that lets whoever has it in: read it by the client for secrets only. */
export const mailTextQuery = graphql(`
  query MailText($id: ID!) {
    mail(id: $id) {
      id
      subject
      text
    }
  }
`)
