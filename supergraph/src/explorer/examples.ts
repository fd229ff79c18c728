/** What the explorer shows when it is opened for the first time: one tab each. */
export const EXAMPLES = [
  {
    query: `# One content's whole story, from six services in one operation.
# Sign in first: put your access token into the headers below.
query Story {
  contents(first: 5) {
    nodes {
      id
      title
      status
      trend { topic source score }
      script { hook body callToAction }
      images { scene url }
      video { url durationSeconds }
      publications { platform status }
      createdBy { name }
    }
  }
}
`,
    headers: '{ "authorization": "Bearer " }',
  },
  {
    query: `# The pipeline as it happens. Press play and make a content.
subscription Pipeline {
  pipelineEvents {
    time
    message
    stage
    status
    content { id title status }
  }
}
`,
    headers: '{ "authorization": "Bearer " }',
  },
]
