import '#pipeline/fragments.ts'
import { graphql } from '#generated/gql.ts'

/** What director knows of one content: everything but what was made by the other services. */
export const contentQuery = graphql(`
  query Content($id: ID!) {
    content(id: $id) {
      ...ContentCore
    }
  }
  fragment ContentCore on Content {
    ...ReviewMaterial
    tone
    niche
    error
    createdAt
    updatedAt
    currentRun {
      ...RunProgress
    }
    openGate {
      ...GateItem
    }
    gates {
      ...GateItem
    }
  }
`)

export const contentOriginQuery = graphql(`
  query ContentOrigin($id: ID!) {
    content(id: $id) {
      id
      trend {
        id
        topic
        source
        url
        score
        isSample
        detectedAt
      }
      createdBy {
        id
        name
      }
    }
  }
`)

export const contentScenesQuery = graphql(`
  query ContentScenes($id: ID!) {
    content(id: $id) {
      id
      images {
        id
        scene
        prompt
        status
        provider
        isEmbedded
        error
        cost
        url
        thumbnailUrl: url(variant: THUMBNAIL)
      }
    }
  }
`)

export const contentVideoQuery = graphql(`
  query ContentVideo($id: ID!) {
    content(id: $id) {
      id
      render {
        id
        status
        step
        progress
        error
      }
      video {
        ...VideoDetails
      }
    }
  }
  fragment VideoDetails on Video {
    id
    url
    durationSeconds
    width
    height
    framesPerSecond
    sizeBytes
    loudnessLufs
    speechProvider
    isEmbeddedSpeech
    createdAt
    captions {
      startSeconds
      endSeconds
      text
    }
    thumbnails {
      name
      url
      width
      height
    }
    validation {
      isValid
      score
      rules {
        name
        passed
        actual
        expected
      }
    }
  }
`)

export const contentPublicationsQuery = graphql(`
  query ContentPublications($id: ID!) {
    content(id: $id) {
      id
      publications {
        id
        platform
        status
        text
        postUrl
        attempts
        error
        scheduledAt
        publishedAt
        createdAt
        account {
          id
          displayName
        }
      }
    }
  }
`)

export const contentHistoryQuery = graphql(`
  query ContentHistory($id: ID!) {
    content(id: $id) {
      id
      timeline(first: 100) {
        nodes {
          id
          type
          message
          time
        }
      }
      cost {
        total
        byCategory {
          category
          amount
        }
      }
      metrics {
        leadSeconds
        workSeconds
      }
    }
  }
`)

export const contentUpdated = graphql(`
  subscription ContentUpdated($id: ID!) {
    contentUpdated(id: $id) {
      ...ContentCore
    }
  }
`)

export const contentEvents = graphql(`
  subscription ContentEvents($id: ID!) {
    pipelineEvents(contentId: $id) {
      id
      type
      time
      runId
      stage
      status
      progress
      provider
      message
    }
  }
`)

export const contentRenderProgress = graphql(`
  subscription ContentRenderProgress($id: ID!) {
    renderProgress(contentId: $id) {
      step
      progress
    }
  }
`)

export const retryContentMutation = graphql(`
  mutation RetryContent($input: RetryContentInput!) {
    retryContent(input: $input) {
      content {
        ...ContentCore
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const regenerateContentMutation = graphql(`
  mutation RegenerateContent($input: RegenerateContentInput!) {
    regenerateContent(input: $input) {
      content {
        ...ContentCore
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const cancelRunMutation = graphql(`
  mutation CancelRun($input: CancelRunInput!) {
    cancelRun(input: $input) {
      run {
        id
        status
        endedAt
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const cancelPublicationMutation = graphql(`
  mutation CancelPublication($input: PublicationInput!) {
    cancelPublication(input: $input) {
      publication {
        id
        status
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const retryPublicationMutation = graphql(`
  mutation RetryPublication($input: PublicationInput!) {
    retryPublication(input: $input) {
      publication {
        id
        status
        error
      }
      userErrors {
        message
        code
      }
    }
  }
`)
