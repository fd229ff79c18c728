import type { ReviewMaterialFragment } from '#generated/graphql.ts'
import { EmbeddedBadge } from '#ui/badge.tsx'
import { Meter } from '#ui/progress-bar.tsx'

type Script = NonNullable<ReviewMaterialFragment['script']>
type Critique = NonNullable<ReviewMaterialFragment['critique']>
type Analysis = NonNullable<ReviewMaterialFragment['analysis']>

const SEGMENT = { HOOK: 'Hook', BODY: '', CALL_TO_ACTION: 'Call to action' } as const

interface ScriptTextProps {
  script: Script
  /** The segment that is spoken now, by its place; -1 for none. */
  spoken?: number
  /** Goes to where a segment is spoken; missing while there is no video. */
  onSeek?: (segment: number) => void
}

/** What is spoken, sentence by sentence. With a video, a press on a sentence goes to it. */
export function ScriptText({ script, spoken = -1, onSeek }: ScriptTextProps) {
  return (
    <ol className="space-y-1">
      {script.segments.map((segment, index) => {
        const label = SEGMENT[segment.kind]
        const text = (
          <>
            {label && <span className="mb-0.5 block font-semibold text-accent-ink text-xs">{label}</span>}
            {segment.text}
          </>
        )
        const look = index === spoken ? 'bg-accent-soft' : ''
        return (
          <li key={segment.position} aria-current={index === spoken ? 'true' : undefined}>
            {onSeek ? (
              <button
                type="button"
                onClick={() => onSeek(index)}
                className={`w-full rounded-lg px-2.5 py-1.5 text-left leading-relaxed hover:bg-sunken ${look}`}
              >
                {text}
              </button>
            ) : (
              <p className="px-2.5 py-1.5 leading-relaxed">{text}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** Who wrote a script and how long it is. */
export function ScriptFacts({ script }: { script: Script }) {
  return (
    <span className="flex items-center gap-2 text-subtle text-xs">
      {script.wordCount} words
      {script.isEmbedded ? <EmbeddedBadge provider={script.writer} /> : <span>· {script.writer}</span>}
    </span>
  )
}

export function CritiqueView({ critique }: { critique: Critique }) {
  return (
    <div>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Meter label="Confidence" value={critique.confidence} />
        <Meter label="Hook" value={critique.hookStrength} />
        <Meter label="Value" value={critique.valueDensity} />
        <Meter label="Call to action" value={critique.callToActionClarity} />
      </div>
      {critique.feedback.length > 0 && (
        <ul className="mt-4 list-disc space-y-1 pl-5 text-muted">
          {critique.feedback.map(remark => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {critique.refinements > 0 && (
        <p className="mt-3 text-subtle text-xs">
          Refined {critique.refinements === 1 ? 'once' : `${critique.refinements} times`} before it came to
          this.
        </p>
      )}
    </div>
  )
}

export function AnalysisView({ analysis }: { analysis: Analysis }) {
  return (
    <div className="space-y-4">
      <Meter label="Overall score" value={analysis.overallScore} />
      <p>{analysis.summary}</p>
      <p className="text-muted">{analysis.benchmarkComparison}</p>
      {analysis.suggestions.length > 0 && (
        <ul className="divide-y divide-line border-line border-t">
          {analysis.suggestions.map(({ area, suggestion, expectedImpact, rationale }) => (
            <li key={area + suggestion} className="py-2.5">
              <p>
                <span className="font-medium">{capitalised(area)}:</span> {suggestion}
              </p>
              <p className="mt-0.5 text-muted">
                {rationale} <span className="text-subtle">Expected impact: {expectedImpact}.</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** What the pictures are to show, before they are drawn. */
export function SceneList({ scenes }: { scenes: ReviewMaterialFragment['visualPrompts'] }) {
  return (
    <ol className="divide-y divide-line">
      {scenes.map(({ scene, description, cameraAngle, mood }) => (
        <li key={scene} className="flex gap-3 py-2.5 first:pt-0 last:pb-0">
          <span className="flex size-6 shrink-0 items-center justify-center rounded-md bg-sunken font-semibold text-muted text-xs tabular-nums">
            {scene}
          </span>
          <div className="min-w-0">
            <p>{description}</p>
            <p className="text-subtle text-xs">
              {cameraAngle} · {mood}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
