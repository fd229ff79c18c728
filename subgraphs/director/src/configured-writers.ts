import { Money } from '@orion/common'
import type { DirectorConfiguration } from './configuration.ts'
import { chatWriter } from './llm/chat-writer.ts'
import { extractiveWriter } from './llm/extractive-writer.ts'
import { ollamaChatModel, openAiChatModel } from './llm/providers.ts'
import type { ChatTerms } from './llm/structured-question.ts'
import type { Writer } from './llm/writer.ts'
import { createWriters, type Writers } from './llm/writers.ts'

/** The writers that the configuration names, in its order. */
export function configuredWriters(configuration: DirectorConfiguration): Writers {
  const patience = {
    timeoutMs: configuration.DIRECTOR_LLM_TIMEOUT_MS,
    attempts: configuration.DIRECTOR_LLM_ATTEMPTS,
    backoffMs: 1_000,
    longestPauseMs: 60_000,
  }
  const make: Record<DirectorConfiguration['DIRECTOR_WRITERS'][number], () => Writer> = {
    extractive: () => extractiveWriter,
    openai: () => {
      const model = configuration.DIRECTOR_OPENAI_MODEL
      const terms: ChatTerms = {
        ...patience,
        writer: `openai:${model}`,
        inputPricePerMillion: configuration.DIRECTOR_OPENAI_INPUT_PRICE,
        outputPricePerMillion: configuration.DIRECTOR_OPENAI_OUTPUT_PRICE,
      }
      const { DIRECTOR_OPENAI_URL: baseUrl, DIRECTOR_OPENAI_API_KEY: apiKey } = configuration
      return chatWriter(openAiChatModel({ baseUrl, model, apiKey }), terms)
    },
    ollama: () => {
      const model = configuration.DIRECTOR_OLLAMA_MODEL
      const free = { inputPricePerMillion: new Money(0), outputPricePerMillion: new Money(0) }
      return chatWriter(ollamaChatModel({ baseUrl: configuration.DIRECTOR_OLLAMA_URL, model }), {
        ...patience,
        ...free,
        writer: `ollama:${model}`,
      })
    },
  }
  return createWriters([...new Set(configuration.DIRECTOR_WRITERS)].map(name => make[name]()))
}
