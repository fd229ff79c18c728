import type { BaseCheckpointSaver } from '@langchain/langgraph'
import { Annotation, END, type LangGraphRunnableConfig, START, StateGraph } from '@langchain/langgraph'
import type { DirectorTools } from '../director.ts'
import type { EntryPoint } from '../generated/prisma/enums.ts'
import { runAnalyst } from './analyst.ts'
import { runCreator } from './creator.ts'
import { waitAtGate } from './gate.ts'
import { handOver } from './hand-over.ts'
import { runStrategist } from './strategist.ts'

/** What the graph carries from node to node. Scripts and decisions are rows; the graph only knows where it stands. */
export const PipelineState = Annotation.Root({
  runId: Annotation<string>,
  startAt: Annotation<EntryPoint>,
})
export type PipelineStateType = typeof PipelineState.State

const entries = {
  STRATEGIST: 'strategist',
  CREATOR: 'creator',
  ANALYST: 'analyst',
  HAND_OVER: 'hand over',
} as const

/**
 * The director's part of the pipeline: strategist, creator and analyst, a gate after each, then the handing over to
 * media. A run may begin at a later stage, with what an earlier run of the content has written.
 */
export function createGraph(director: DirectorTools, checkpointer: BaseCheckpointSaver) {
  const stage =
    (work: (director: DirectorTools, runId: string, signal: AbortSignal) => Promise<void>) =>
    async ({ runId }: PipelineStateType, config: LangGraphRunnableConfig) => {
      await work(director, runId, config.signal ?? new AbortController().signal)
      return {}
    }
  return new StateGraph(PipelineState)
    .addNode('strategist', stage(runStrategist))
    .addNode(
      'strategist gate',
      stage((tools, runId) => waitAtGate(tools, runId, 'STRATEGIST')),
    )
    .addNode('creator', stage(runCreator))
    .addNode(
      'creator gate',
      stage((tools, runId) => waitAtGate(tools, runId, 'CREATOR')),
    )
    .addNode('analyst', stage(runAnalyst))
    .addNode(
      'analyst gate',
      stage((tools, runId) => waitAtGate(tools, runId, 'ANALYST')),
    )
    .addNode('hand over', stage(handOver))
    .addConditionalEdges(START, ({ startAt }) => entries[startAt], Object.values(entries))
    .addEdge('strategist', 'strategist gate')
    .addEdge('strategist gate', 'creator')
    .addEdge('creator', 'creator gate')
    .addEdge('creator gate', 'analyst')
    .addEdge('analyst', 'analyst gate')
    .addEdge('analyst gate', 'hand over')
    .addEdge('hand over', END)
    .compile({ checkpointer })
}
export type PipelineGraph = ReturnType<typeof createGraph>
