import { graphql } from '#generated/gql.ts'

/** Counts of the chosen span and of twice that span, so that what came before can be told. */
export const figuresQuery = graphql(`
  query OverviewFigures($days: Int!, $twice: Int!) {
    funnel(days: $days) {
      trends
      started
      written
      rendered
      approved
      published
      rejected
    }
    both: funnel(days: $twice) {
      trends
      published
    }
    costSummary(days: $twice) {
      total
      byDay {
        day
        amount
      }
    }
  }
`)

export const makingQuery = graphql(`
  query OverviewMaking {
    contents(first: 6, filter: { status: [GENERATING] }) {
      nodes {
        ...ContentItem
      }
    }
  }
`)

export const activityQuery = graphql(`
  query OverviewActivity {
    events(first: 12) {
      nodes {
        id
        type
        message
        time
        content {
          id
        }
      }
    }
  }
`)

export const pipelineEvents = graphql(`
  subscription OverviewEvents {
    pipelineEvents {
      id
      type
    }
  }
`)
