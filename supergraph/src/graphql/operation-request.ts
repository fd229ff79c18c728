import { z } from 'zod'

/** An operation as a client asks for it, over HTTP or a WebSocket. */
export const operationRequest = z.object({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
  /** Id of a document that the gateway knows already. */
  documentId: z.string().nullish(),
})
export type OperationRequest = z.infer<typeof operationRequest>
