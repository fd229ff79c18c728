/** One operation that the explorer offers. */
export interface Example {
  name: string
  query: string
  /** JSON. */
  variables?: string
}

/** The main jobs, as operations to begin with. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    name: "A content's whole story, from six services",
    query: `query Story {
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
  },
  {
    name: 'The best trends',
    query: `query Trends {
  trends(first: 10) {
    nodes { id topic source score status detectedAt }
  }
}
`,
  },
  {
    name: 'Look for new trends',
    query: `mutation Scan {
  startScan(input: { niche: "general" }) {
    scan { id status }
    userErrors { field message code }
  }
}
`,
  },
  {
    name: 'Make a content of a trend',
    query: `mutation Generate($input: GenerateContentInput!) {
  generateContent(input: $input) {
    content { id title status }
    userErrors { field message code }
  }
}
`,
    variables: '{\n  "input": { "trendId": "" }\n}',
  },
  {
    name: 'What waits for a decision',
    query: `query Gates {
  reviewGates(first: 10) {
    nodes { id stage status content { id title } }
  }
}
`,
  },
  {
    name: 'The pipeline as it happens',
    query: `subscription Pipeline {
  pipelineEvents {
    time
    message
    stage
    status
    content { id title status }
  }
}
`,
  },
  {
    name: 'What it cost',
    query: `query Costs {
  costSummary(days: 30) {
    total
    byDay { day amount }
  }
}
`,
  },
]
