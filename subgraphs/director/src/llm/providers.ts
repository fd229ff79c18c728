import type { ChatModel } from './chat-model.ts'
import { langchainChatModel } from './langchain-chat-model.ts'

/** A server that speaks OpenAI's chat completions: OpenAI itself, DeepSeek, vLLM, llama.cpp, LM Studio … */
export interface OpenAiSettings {
  /** Up to and with the version, such as `https://api.openai.com/v1`. */
  baseUrl: string
  model: string
  /** Servers on the same machine mostly want none. */
  apiKey: string | undefined
}

export function openAiChatModel({ baseUrl, model, apiKey }: OpenAiSettings): ChatModel {
  return langchainChatModel(model, async ({ temperature, maxTokens }) => {
    const { ChatOpenAI } = await import('@langchain/openai')
    return new ChatOpenAI({
      model,
      apiKey: apiKey ?? 'none',
      temperature,
      maxTokens,
      maxRetries: 0,
      modelKwargs: { response_format: { type: 'json_object' } },
      configuration: { baseURL: baseUrl },
    })
  })
}

/** A server that speaks Ollama's protocol, at its root address. */
export interface OllamaSettings {
  baseUrl: string
  model: string
}

export function ollamaChatModel({ baseUrl, model }: OllamaSettings): ChatModel {
  return langchainChatModel(model, async ({ temperature, maxTokens }) => {
    const { ChatOllama } = await import('@langchain/ollama')
    return new ChatOllama({
      model,
      baseUrl,
      temperature,
      numPredict: maxTokens,
      format: 'json',
      maxRetries: 0,
    })
  })
}
