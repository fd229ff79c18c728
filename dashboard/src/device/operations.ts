import { graphql } from '#generated/gql.ts'

export const deviceLoginQuery = graphql(`
  query DeviceLogin($userCode: String!) {
    deviceLogin(userCode: $userCode) {
      userCode
      ipAddress
      userAgent
      createdAt
    }
  }
`)

export const approveDeviceLoginMutation = graphql(`
  mutation ApproveDeviceLogin($input: DeviceLoginInput!) {
    approveDeviceLogin(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

export const denyDeviceLoginMutation = graphql(`
  mutation DenyDeviceLogin($input: DeviceLoginInput!) {
    denyDeviceLogin(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)
