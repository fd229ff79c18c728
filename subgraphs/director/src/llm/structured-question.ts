import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, formatMoney, Money, timeoutSignal } from '@orion/common'
import type { z } from 'zod'
import {
  type ChatAnswer,
  type ChatMessage,
  type ChatModel,
  ChatModelError,
  UnusableAnswerError,
} from './chat-model.ts'
import { readJsonAnswer } from './json-answer.ts'
import type { CallContext, WriterTask } from './writer.ts'

/** A question to a chat model whose answer is a JSON object of a known shape. */
export interface Question<Schema extends z.ZodType> {
  task: WriterTask
  system: string
  user: string
  schema: Schema
  temperature: number
  maxTokens: number
}

/** How patient we are with a model, and what it costs. */
export interface ChatTerms {
  writer: string
  /** How long one call may take. */
  timeoutMs: number
  /** How often one call is tried. */
  attempts: number
  /** First pause between tries; it doubles each time. A `Retry-After` of the provider comes before it. */
  backoffMs: number
  /** A provider that asks for a longer pause than this is given up. */
  longestPauseMs: number
  /** US dollars for a million tokens. */
  inputPricePerMillion: Money
  outputPricePerMillion: Money
}

/** How often a model is shown what was wrong with its answer. */
const repairs = 2

/**
 * Asks until there is a usable answer. A call that fails for a passing reason is tried again after a pause; an answer
 * that does not fit is sent back with what is wrong with it. Every call is recorded, paid for or not.
 * @throws {ChatModelError} when the model cannot be reached, {UnusableAnswerError} when no answer fits
 */
export async function ask<Schema extends z.ZodType>(
  model: ChatModel,
  question: Question<Schema>,
  terms: ChatTerms,
  context: CallContext,
): Promise<z.infer<Schema>> {
  const messages: ChatMessage[] = [
    { role: 'system', content: question.system },
    { role: 'user', content: question.user },
  ]
  let complaint = ''
  for (let round = 0; round <= repairs; round++) {
    const started = performance.now()
    const answer = await answerWithRetries(model, messages, question, terms, context)
    const read = readJsonAnswer(answer.text, question.schema)
    const error = 'complaint' in read ? read.complaint : null
    await record(model, question, terms, context, answer, error, performance.now() - started)
    if ('value' in read) return read.value
    complaint = read.complaint
    messages.push(
      { role: 'assistant', content: answer.text.slice(0, 8_000) },
      {
        role: 'user',
        content: `That does not fit: ${complaint}. Answer again with the corrected JSON object only.`,
      },
    )
  }
  throw new UnusableAnswerError(model.model, complaint)
}

async function answerWithRetries(
  model: ChatModel,
  messages: readonly ChatMessage[],
  question: Question<z.ZodType>,
  terms: ChatTerms,
  context: CallContext,
): Promise<ChatAnswer> {
  for (let attempt = 1; ; attempt++) {
    const started = performance.now()
    const signal = AbortSignal.any([context.signal, timeoutSignal(terms.timeoutMs)])
    try {
      const { temperature, maxTokens } = question
      return await model.answer({ messages: [...messages], temperature, maxTokens, signal })
    } catch (error) {
      const nothing = { text: '', inputTokens: 0, outputTokens: 0 }
      await record(
        model,
        question,
        terms,
        context,
        nothing,
        describeError(error),
        performance.now() - started,
      )
      const pauseMs = pauseBefore(error, attempt, terms)
      if (pauseMs === null) throw error
      await sleep(pauseMs, undefined, { signal: context.signal })
    }
  }
}

/** How long to wait before the next try; null when there is none. */
function pauseBefore(error: unknown, attempt: number, terms: ChatTerms): number | null {
  if (!(error instanceof ChatModelError) || !error.retryable || attempt >= terms.attempts) return null
  const pauseMs = error.retryAfterMs ?? terms.backoffMs * 2 ** (attempt - 1)
  return pauseMs <= terms.longestPauseMs ? pauseMs : null
}

async function record(
  model: ChatModel,
  question: Question<z.ZodType>,
  terms: ChatTerms,
  context: CallContext,
  answer: ChatAnswer,
  error: string | null,
  latencyMs: number,
): Promise<void> {
  const { inputTokens, outputTokens } = answer
  const cost = new Money(inputTokens)
    .times(terms.inputPricePerMillion)
    .plus(new Money(outputTokens).times(terms.outputPricePerMillion))
    .dividedBy(1_000_000)
  await context.record({
    writer: terms.writer,
    model: model.model,
    task: question.task,
    error,
    inputTokens,
    outputTokens,
    cost: formatMoney(cost),
    latencyMs: Math.round(latencyMs),
  })
}
