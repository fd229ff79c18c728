import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import { describeError, retryAfterMs } from '@orion/common'
import { z } from 'zod'
import {
  type ChatAnswer,
  type ChatMessage,
  type ChatModel,
  ChatModelError,
  type ChatRequest,
} from './chat-model.ts'

/**
 * Makes the LangChain model for one request; models are cheap to make and carry temperature and length. Their packages are loaded
 * by the first, since they are large and only one of them is configured, if any.
 */
export type MakeModel = (settings: { temperature: number; maxTokens: number }) => Promise<BaseChatModel>

/** Puts a LangChain chat model behind our interface: plain text out, token counts, errors that say whether to try again. */
export function langchainChatModel(model: string, make: MakeModel): ChatModel {
  return {
    model,
    async answer({ messages, temperature, maxTokens, signal }: ChatRequest): Promise<ChatAnswer> {
      try {
        const chat = await make({ temperature, maxTokens })
        signal.throwIfAborted()
        const request = chat.invoke(messages.map(toLangchain), { signal })
        const answer = await abortable(request, signal)
        const { input_tokens = 0, output_tokens = 0 } = answer.usage_metadata ?? {}
        return { text: answer.text, inputTokens: input_tokens, outputTokens: output_tokens }
      } catch (error) {
        throw chatModelError(model, error, signal)
      }
    },
  }
}

function toLangchain({ role, content }: ChatMessage): BaseMessage {
  if (role === 'system') return new SystemMessage(content)
  return role === 'user' ? new HumanMessage(content) : new AIMessage(content)
}

/** Some clients only look at the signal between chunks; a server that never answers must not hold us. */
function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

const providerError = z.looseObject({
  status: z.number().optional(),
  status_code: z.number().optional(),
  headers: z.unknown().optional(),
})

/**
 * Refusals that a second try cannot change (wrong key, unknown model, bad request) are final; rate limits, server
 * errors, broken connections and time-outs are not. `Retry-After` is understood in seconds and as a date.
 */
function chatModelError(model: string, error: unknown, signal: AbortSignal): ChatModelError {
  if (signal.aborted) {
    const reason = signal.reason
    const isTimeout = reason instanceof Error && reason.name === 'TimeoutError'
    return new ChatModelError(
      isTimeout ? `${model} did not answer in time.` : `The call to ${model} was stopped.`,
      {
        retryable: isTimeout,
        cause: error,
      },
    )
  }
  const { data } = providerError.safeParse(error)
  const status = data?.status ?? data?.status_code
  const headers = data?.headers
  const isFinal = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
  return new ChatModelError(`${model}: ${describeError(error)}`, {
    retryable: !isFinal,
    retryAfterMs: headers instanceof Headers ? retryAfterMs(headers.get('retry-after')) : null,
    cause: error,
  })
}
