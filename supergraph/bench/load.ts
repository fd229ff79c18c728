import type { OperationName } from './shop.ts'

/** What is sent to one server for a while, by as many clients as there are connections. */
export interface Load {
  url: string
  operation: OperationName
  /** True when no two requests are the same, so that nothing can be shared between them. */
  isUnique: boolean
  seconds: number
  connections: number
}

/** What came of it. */
export interface LoadResult {
  requests: number
  seconds: number
  p99Ms: number
}
