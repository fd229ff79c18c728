'use client'

import type { ContentCoreFragment } from '#generated/graphql.ts'
import { AnalysisView, CritiqueView, ScriptFacts, ScriptText } from '#reviews/material.tsx'
import { Panel } from '#ui/panel.tsx'
import type { Player } from './use-player.ts'

interface ScriptPanelProps {
  content: ContentCoreFragment
  /** Null while there is no video. */
  player: Player | null
}

export function ScriptPanel({ content: { script }, player }: ScriptPanelProps) {
  return (
    <Panel title="Script" aside={script && <ScriptFacts script={script} />}>
      {script ? (
        <div className="-mx-2.5">
          <ScriptText script={script} spoken={player?.segment} onSeek={player?.seekToSegment} />
        </div>
      ) : (
        <p className="text-muted">The script is not written yet.</p>
      )}
    </Panel>
  )
}

export function CritiquePanel({ content: { critique } }: { content: ContentCoreFragment }) {
  if (!critique) return null
  return (
    <Panel title="Critique">
      <CritiqueView critique={critique} />
    </Panel>
  )
}

export function AnalysisPanel({ content: { analysis } }: { content: ContentCoreFragment }) {
  if (!analysis) return null
  return (
    <Panel title="Analysis">
      <AnalysisView analysis={analysis} />
    </Panel>
  )
}
