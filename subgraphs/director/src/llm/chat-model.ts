import { OrionError } from '@orion/common'

/** One message of a conversation with a chat model. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ChatRequest {
  messages: readonly ChatMessage[]
  /** 0 to 2. */
  temperature: number
  /** Most tokens of the answer. */
  maxTokens: number
  signal: AbortSignal
}

export interface ChatAnswer {
  text: string
  inputTokens: number
  outputTokens: number
}

/** A chat model behind a network: one request, one answer, no retries of its own. */
export interface ChatModel {
  /** How the model is called at its provider. */
  readonly model: string
  /** @throws {ChatModelError} for everything that went wrong */
  answer(request: ChatRequest): Promise<ChatAnswer>
}

/** A chat model did not answer. What trying again cannot change has a status below 500: jobs give up at once then. */
export class ChatModelError extends OrionError {
  /** How long the provider asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(
    message: string,
    options: { retryable: boolean; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, {
      code: 'LLM_UNAVAILABLE',
      status: options.retryable ? 503 : 424,
      retryable: options.retryable,
      cause: options.cause,
    })
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** What the answer said does not fit what was asked for, after all repairs. */
export class UnusableAnswerError extends OrionError {
  constructor(model: string, complaint: string) {
    super(`${model} gave no usable answer: ${complaint}`, { code: 'LLM_UNUSABLE_ANSWER', status: 424 })
  }
}
