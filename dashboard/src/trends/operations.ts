import { graphql } from '#generated/gql.ts'

export const trendListQuery = graphql(`
  query TrendList($first: Int!, $after: String, $filter: TrendFilter, $orderBy: TrendOrder!) {
    trends(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...TrendItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment TrendItem on Trend {
    id
    topic
    summary
    source
    sources
    url
    score
    niche
    keywords
    status
    isSample
    detectedAt
  }
`)

/** What director knows of the same trends; on its own, so that trends show without it. */
export const trendContentsQuery = graphql(`
  query TrendContents($first: Int!, $after: String, $filter: TrendFilter, $orderBy: TrendOrder!) {
    trends(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        contents(first: 1) {
          nodes {
            id
            status
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const nichesQuery = graphql(`
  query Niches {
    niches {
      name
    }
  }
`)

export const trendDetected = graphql(`
  subscription TrendDetected {
    trendDetected {
      ...TrendItem
    }
  }
`)

export const setTrendStatusMutation = graphql(`
  mutation SetTrendStatus($input: SetTrendStatusInput!) {
    setTrendStatus(input: $input) {
      trend {
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

export const latestScanQuery = graphql(`
  query LatestScan {
    scans(first: 1) {
      nodes {
        ...ScanReport
      }
    }
  }
  fragment ScanReport on Scan {
    id
    status
    niche
    itemsFound
    trendsSaved
    error
    requestedAt
    startedAt
    endedAt
    sources {
      source
      status
      itemsFound
      durationMs
      errorCode
      errorMessage
    }
  }
`)

export const startScanMutation = graphql(`
  mutation StartScan($input: StartScanInput!) {
    startScan(input: $input) {
      scan {
        ...ScanReport
      }
      userErrors {
        message
        code
      }
    }
  }
`)

export const generateContentMutation = graphql(`
  mutation GenerateContent($input: GenerateContentInput!) {
    generateContent(input: $input) {
      content {
        id
        title
        status
        trend {
          id
          status
        }
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`)
