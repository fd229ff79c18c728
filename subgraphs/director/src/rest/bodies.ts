import {
  segmentsOf,
  storedAnalysis,
  storedCritique,
  storedScript,
  storedVisualPlan,
} from '../contents/stored-work.ts'
import type { Content, Gate, Run, Stage } from '../generated/prisma/client.ts'

/** A content as REST tells it in lists. */
export function contentBody(content: Content) {
  const {
    id,
    trendId,
    ownerId: createdBy,
    title,
    status,
    platform,
    tone,
    style,
    niche,
    regenerations,
    error,
  } = content
  const { createdAt, updatedAt } = content
  const hook = content.script === null ? null : storedScript.parse(content.script).hook
  return {
    id,
    trendId,
    createdBy,
    title,
    hook,
    status,
    platform,
    tone,
    style,
    niche,
    regenerations,
    error,
    createdAt,
    updatedAt,
  }
}

/** A content with everything that was written for it. */
export function wholeContentBody(content: Content) {
  return {
    ...contentBody(content),
    script: scriptBody(content),
    critique: content.critique === null ? null : storedCritique.parse(content.critique),
    visualPrompts: visualPlanBody(content),
    analysis: content.analysis === null ? null : storedAnalysis.parse(content.analysis),
  }
}

export function scriptBody({ script }: Content) {
  if (script === null) return null
  const stored = storedScript.parse(script)
  return { ...stored, body: stored.body.join(' '), segments: segmentsOf(stored) }
}

export function visualPlanBody({ visualPlan }: Content) {
  return visualPlan === null ? null : storedVisualPlan.parse(visualPlan)
}

export function runBody(run: Run, stages?: readonly Stage[]) {
  const { id, contentId, attempt, status, error, createdAt, startedAt, endedAt } = run
  const told = stages?.map(({ runId: _, cost, ...stage }) => ({ ...stage, cost: cost.toString() }))
  return {
    id,
    contentId,
    attempt,
    status,
    error,
    createdAt,
    startedAt,
    endedAt,
    ...(told ? { stages: told } : {}),
  }
}

export function gateBody(gate: Gate) {
  return gate
}
