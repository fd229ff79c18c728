import { graphql } from '#generated/gql.ts'

export const contentListQuery = graphql(`
  query ContentList($first: Int!, $after: String, $filter: ContentFilter) {
    contents(first: $first, after: $after, filter: $filter) {
      nodes {
        ...ContentItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment ContentItem on Content {
    id
    title
    status
    platform
    style
    error
    createdAt
    updatedAt
    openGate {
      id
      stage
      status
    }
    currentRun {
      id
      status
      stages {
        stage
        status
        progress
        startedAt
        endedAt
      }
    }
  }
`)

/** What the editor knows of the same contents; on its own, so that contents show without it. */
export const contentVideosQuery = graphql(`
  query ContentVideos($first: Int!, $after: String, $filter: ContentFilter) {
    contents(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        ...ContentThumbnails
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment ContentThumbnails on Content {
    id
    thumbnails {
      name
      url
      width
      height
    }
    video {
      id
      durationSeconds
    }
  }
`)

/** What media knows of the same contents: their first pictures stand in until there is a thumbnail. */
export const contentImagesQuery = graphql(`
  query ContentImages($first: Int!, $after: String, $filter: ContentFilter) {
    contents(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        images {
          id
          scene
          status
          url(variant: THUMBNAIL)
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const contentCountsQuery = graphql(`
  query ContentCounts {
    contentCounts {
      status
      count
    }
  }
`)

export const contentsUpdated = graphql(`
  subscription ContentsUpdated {
    contentUpdated {
      ...ContentItem
    }
  }
`)
