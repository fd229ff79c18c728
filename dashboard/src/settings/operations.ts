import { graphql } from '#generated/gql.ts'

export const accountQuery = graphql(`
  query Account {
    me {
      ...Account
    }
  }
  fragment Account on User {
    id
    name
    username
    email
    role
    bio
    timezone
    avatarUrl
    isEmailConfirmed
    pendingEmail
    hasSecondFactor
    needsOnboarding
    recoveryCodesLeft
  }
`)

export const updateProfileMutation = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        ...Account
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const changePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      user {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const sessionsQuery = graphql(`
  query Sessions {
    sessions {
      ...SessionItem
    }
  }
  fragment SessionItem on Session {
    id
    userAgent
    ipAddress
    isCurrent
    createdAt
    lastUsedAt
    expiresAt
  }
`)

export const revokeSessionMutation = graphql(`
  mutation RevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) {
      sessions {
        ...SessionItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const changeEmailMutation = graphql(`
  mutation ChangeEmail($input: ChangeEmailInput!) {
    changeEmail(input: $input) {
      user {
        ...Account
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const sendEmailConfirmationMutation = graphql(`
  mutation SendEmailConfirmation {
    sendEmailConfirmation {
      user {
        ...Account
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const logOutEverywhereMutation = graphql(`
  mutation LogOutEverywhere {
    logOutEverywhere {
      isSignedOut
      userErrors {
        field
        message
      }
    }
  }
`)
