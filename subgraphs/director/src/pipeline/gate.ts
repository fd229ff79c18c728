import { interrupt } from '@langchain/langgraph'
import { storedAnalysis, storedCritique, storedScript, storedVisualPlan } from '../contents/stored-work.ts'
import type { DirectorTools } from '../director.ts'
import { openGate } from '../gates/open-gate.ts'
import type { Content } from '../generated/prisma/client.ts'
import { lockContent } from '../history/lock-content.ts'
import { assertAtWork, readRun } from '../runs/run-context.ts'
import type { OwnStage } from '../runs/stages.ts'
import { scoreVisuals } from '../visuals/plan-visuals.ts'
import { spokenParts } from '../writer/script.ts'

/** What the graph waits for at a gate. */
export interface GateWait {
  gateId: string
}

/**
 * A gate of the graph: opens it and stops the graph there until it is decided. The row of the gate tells the decision,
 * so what the graph is resumed with does not matter.
 */
export async function waitAtGate(director: DirectorTools, runId: string, stage: OwnStage): Promise<void> {
  const { content } = await readRun(director, runId)
  const gate = await director.database.transaction(async transaction => {
    await lockContent(transaction, content.id)
    await assertAtWork(transaction, runId)
    return openGate(director, transaction, content, runId, stage, scoreOf(content, stage))
  })
  if (gate.status === 'OPEN') interrupt<GateWait>({ gateId: gate.id })
}

function scoreOf(content: Content, stage: OwnStage): number {
  switch (stage) {
    case 'STRATEGIST':
      return storedCritique.parse(content.critique).confidence
    case 'CREATOR': {
      const segments = spokenParts(storedScript.parse(content.script)).length
      return scoreVisuals(storedVisualPlan.parse(content.visualPlan), segments)
    }
    case 'ANALYST':
      return storedAnalysis.parse(content.analysis).overallScore
  }
}
