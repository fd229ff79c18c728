import { graphql } from '#generated/gql.ts'

/* All but the last answer with secrets: send them by the client for secrets. */

export const enrolTotpMutation = graphql(`
  mutation EnrolTotp($input: EnrolTotpInput!) {
    enrolTotp(input: $input) {
      secret
      uri
      userErrors {
        field
        message
      }
    }
  }
`)

export const confirmTotpMutation = graphql(`
  mutation ConfirmTotp($input: ConfirmTotpInput!) {
    confirmTotp(input: $input) {
      recoveryCodes
      userErrors {
        field
        message
      }
    }
  }
`)

export const renewRecoveryCodesMutation = graphql(`
  mutation RenewRecoveryCodes($input: PasswordAndCodeInput!) {
    renewRecoveryCodes(input: $input) {
      recoveryCodes
      userErrors {
        field
        message
      }
    }
  }
`)

export const disableTotpMutation = graphql(`
  mutation DisableTotp($input: PasswordAndCodeInput!) {
    disableTotp(input: $input) {
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
