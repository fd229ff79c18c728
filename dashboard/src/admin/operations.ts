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
