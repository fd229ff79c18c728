import type { VisualStyle } from '@orion/common'
import type { Analysis, Benchmark, Suggestion } from '../analyst/analysis.ts'
import type { Critique } from '../critic/critique.ts'
import type { VisualPlan } from '../visuals/visual-plan.ts'
import type { Article, WritingOptions } from '../writer/article.ts'
import type { WrittenScript } from '../writer/extractive.ts'
import type { Script } from '../writer/script.ts'

/** What a writer is asked to do. */
export const writerTasks = ['script', 'critique', 'visuals', 'analysis'] as const
export type WriterTask = (typeof writerTasks)[number]

export interface ScriptTask {
  article: Article
  options: WritingOptions
  /** What the analyst suggested after earlier contents, newest first. */
  suggestions: readonly Suggestion[]
}

export interface CritiqueTask {
  article: Article
  script: Script
}

export interface VisualsTask {
  article: Article
  script: Script
  style: VisualStyle
  feedback: readonly string[]
}

export interface AnalysisTask {
  article: Article
  script: Script
  critique: Critique
  plan: VisualPlan
  benchmark: Benchmark
}

/** One call of a language model, whatever came of it. */
export interface WriterCall {
  writer: string
  model: string
  task: WriterTask
  /** What went wrong; null when the answer was used. */
  error: string | null
  inputTokens: number
  outputTokens: number
  /** In US dollars, as a decimal text. */
  cost: string
  latencyMs: number
}

/** What every call gets. */
export interface CallContext {
  signal: AbortSignal
  /** Told of each call as soon as it ended, answered or not. */
  record(call: WriterCall): Promise<void>
}

/** A provider of the kind `llm`: writes scripts, judges them, plans pictures and analyses contents. */
export interface Writer {
  readonly kind: 'llm'
  readonly name: string
  /** True for the writer that needs no key and no network. */
  readonly isEmbedded: boolean
  script(task: ScriptTask, context: CallContext): Promise<WrittenScript>
  critique(task: CritiqueTask, context: CallContext): Promise<Critique>
  visuals(task: VisualsTask, context: CallContext): Promise<VisualPlan>
  analysis(task: AnalysisTask, context: CallContext): Promise<Analysis>
}
