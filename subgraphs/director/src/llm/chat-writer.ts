import type { ChatModel } from './chat-model.ts'
import { analysisQuestion } from './questions/analysis-question.ts'
import { critiqueQuestion } from './questions/critique-question.ts'
import { scriptQuestion } from './questions/script-question.ts'
import { visualsQuestion } from './questions/visuals-question.ts'
import { ask, type ChatTerms } from './structured-question.ts'
import type { Writer } from './writer.ts'

/** A writer that is a chat model. It fails rather than give an answer that does not fit. */
export function chatWriter(model: ChatModel, terms: ChatTerms): Writer {
  return {
    kind: 'llm',
    name: terms.writer,
    isEmbedded: false,
    async script(task, context) {
      return { script: await ask(model, scriptQuestion(task), terms, context), unmet: [] }
    },
    critique: (task, context) => ask(model, critiqueQuestion(task), terms, context),
    visuals: (task, context) => ask(model, visualsQuestion(task), terms, context),
    analysis: (task, context) => ask(model, analysisQuestion(task), terms, context),
  }
}
