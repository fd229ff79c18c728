import { graphql } from '#generated/gql.ts'

export const webhooksQuery = graphql(`
  query Webhooks {
    webhooks {
      ...WebhookItem
    }
  }
  fragment WebhookItem on Webhook {
    id
    url
    description
    isEnabled
    disabledReason
    failingSince
    previousSecretUntil
    createdAt
  }
`)

export const webhookQuery = graphql(`
  query Webhook($id: ID!) {
    webhook(id: $id) {
      ...WebhookItem
    }
  }
`)

export const deliveriesQuery = graphql(`
  query WebhookDeliveries($id: ID!, $after: String, $status: WebhookDeliveryStatus) {
    webhook(id: $id) {
      id
      deliveries(first: 20, after: $after, status: $status) {
        nodes {
          ...DeliveryItem
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
  fragment DeliveryItem on WebhookDelivery {
    id
    type
    body
    status
    attempts
    responseStatus
    responseBody
    error
    lastAttemptAt
    nextAttemptAt
    createdAt
  }
`)

/** Answers with the webhook's secret: send it by the client for secrets. */
export const createWebhookMutation = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      webhook {
        id
      }
      secret
      userErrors {
        field
        message
      }
    }
  }
`)

/** Answers with the webhook's secret: send it by the client for secrets. */
export const rotateWebhookSecretMutation = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      webhook {
        id
      }
      secret
      userErrors {
        field
        message
      }
    }
  }
`)

export const updateWebhookMutation = graphql(`
  mutation UpdateWebhook($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      webhook {
        ...WebhookItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const deleteWebhookMutation = graphql(`
  mutation DeleteWebhook($input: DeleteWebhookInput!) {
    deleteWebhook(input: $input) {
      deletedId
      userErrors {
        field
        message
      }
    }
  }
`)

export const testWebhookMutation = graphql(`
  mutation TestWebhook($input: TestWebhookInput!) {
    testWebhook(input: $input) {
      delivery {
        ...DeliveryItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)

export const redeliverWebhookMutation = graphql(`
  mutation RedeliverWebhook($input: RedeliverWebhookInput!) {
    redeliverWebhook(input: $input) {
      delivery {
        ...DeliveryItem
      }
      userErrors {
        field
        message
      }
    }
  }
`)
