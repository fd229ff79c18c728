/** What the analyst says about a content before it is drawn. */
export interface Analysis {
  summary: string
  benchmarkComparison: string
  suggestions: Suggestion[]
  /** 0 to 1. */
  overallScore: number
}

export interface Suggestion {
  area: 'hook' | 'body' | 'call to action' | 'length' | 'visuals' | 'source'
  suggestion: string
  expectedImpact: 'low' | 'medium' | 'high'
  rationale: string
}

/** The contents of the last 30 days in the same niche, in numbers. */
export interface Benchmark {
  /** How many there are. */
  contents: number
  /** Their average confidence, 0 to 1; null when there are none. */
  averageConfidence: number | null
  /** Their average spoken length in seconds; null when there are none. */
  averageSeconds: number | null
}
