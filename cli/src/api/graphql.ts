import * as z from 'zod'
import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import type { TypedDocumentString } from '../generated/graphql.ts'
import type { Session } from '../session/session.ts'
import { errorOfGraphQL, type GraphQLFault } from './graphql-error.ts'
import { parseJson, readText, retryAfterSeconds, sendRequest } from './http.ts'
import { errorOfAnswer } from './rest-error.ts'

/** An answer of a GraphQL server over HTTP. */
const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.object({ code: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
})

interface Answer {
  data: Record<string, unknown> | null | undefined
  faults: GraphQLFault[]
  response: Response
}

type Operation = { toString(): string; __meta__?: Record<string, unknown> | undefined }

/** The id that codegen gave the document of an operation, and that the gateway's manifest has. */
function documentIdOf({ __meta__: meta }: Operation): string | null {
  return typeof meta?.hash === 'string' ? meta.hash : null
}

/** Runs typed operations against the gateway in the name of the signed-in user. */
export class GraphQLApi {
  readonly gateway: string
  readonly session: Session
  private readonly signal: AbortSignal
  /** What a query could not bring because a part of the system failed; the rest of its data stands. */
  readonly missing: GraphQLFault[] = []
  /** How far the gateway's clock is ahead of ours, in milliseconds, to the second. */
  clockAheadMs = 0

  constructor(gateway: string, session: Session, signal: AbortSignal) {
    this.gateway = gateway
    this.session = session
    this.signal = signal
  }

  /**
   * Runs a query. Data that came in part is given, and what is missing is noted in `missing`, this api's own by
   * default. Throws the error when there is no data at all.
   */
  async query<Result, Variables>(
    operation: TypedDocumentString<Result, Variables>,
    variables: Variables,
    missing = this.missing,
  ): Promise<Result> {
    const answer = await this.run(operation, variables)
    const [fault] = answer.faults
    if (fault && !hasContent(answer.data)) throw this.errorOf(fault, answer.response)
    missing.push(...answer.faults)
    return dataOf<Result>(answer)
  }

  /** Runs a mutation. Throws for every error the answer tells of. */
  async mutate<Result, Variables>(
    operation: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const answer = await this.run(operation, variables)
    const [fault] = answer.faults
    if (fault) throw this.errorOf(fault, answer.response)
    return dataOf<Result>(answer)
  }

  /** Sends the operation, and once more with a new token when the gateway no longer takes the one we have. */
  private async run(operation: Operation, variables: unknown): Promise<Answer> {
    const token = await this.session.accessToken()
    const answer = await this.send(operation, variables, token)
    if (!isRefused(answer)) return answer
    return this.send(operation, variables, await this.session.renew(token))
  }

  /** Sends the document's id, and the whole document where the gateway does not know the id. */
  private async send(operation: Operation, variables: unknown, token: string): Promise<Answer> {
    const id = documentIdOf(operation)
    const answer = id ? await this.post({ documentId: id, variables }, token) : null
    if (answer && !answer.faults.some(({ code }) => code?.startsWith('PERSISTED_QUERY_NOT_'))) return answer
    return this.post({ query: operation.toString(), variables }, token)
  }

  private async post(body: Record<string, unknown>, token: string): Promise<Answer> {
    const response = await sendRequest(`${this.gateway}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        authorization: `Bearer ${token}`,
      },
      body,
      signal: this.signal,
    })
    const text = await readText(response, this.signal)
    const sentAtMs = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(sentAtMs)) this.clockAheadMs = sentAtMs - Date.now()
    const parsed = answerSchema.safeParse(parseJson(text))
    if (parsed.success && (parsed.data.data || parsed.data.errors?.length)) {
      const faults = (parsed.data.errors ?? []).map(({ message, path, extensions }) => ({
        message,
        code: extensions?.code,
        path: path ?? [],
      }))
      return { data: parsed.data.data, faults, response }
    }
    if (response.status === 401)
      return { data: null, faults: [{ code: 'UNAUTHENTICATED', message: 'HTTP 401', path: [] }], response }
    throw response.ok
      ? new CommandError(ExitCode.apiError, `${response.url} did not answer in GraphQL.`, {
          hint: `${this.gateway} is no Orion gateway; name the right one with --gateway.`,
        })
      : errorOfAnswer('The request', response, text)
  }

  private errorOf(fault: GraphQLFault, response: Response): CommandError {
    return errorOfGraphQL(fault, { status: response.status, waitSeconds: retryAfterSeconds(response) })
  }
}

function isRefused({ faults, response }: Answer): boolean {
  return response.status === 401 || faults.some(({ code }) => code === 'UNAUTHENTICATED')
}

/** False for no data, and for data whose every root field is null. */
function hasContent(data: Answer['data']): boolean {
  return data !== null && data !== undefined && Object.values(data).some(value => value !== null)
}

/** The data, which the gateway gives in the types of the schema that the operations were generated from. */
function dataOf<Result>(answer: Answer): Result
function dataOf(answer: Answer): unknown {
  if (answer.data) return answer.data
  throw new CommandError(ExitCode.apiError, `${answer.response.url} answered without data.`)
}
