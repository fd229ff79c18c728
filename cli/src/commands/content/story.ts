import type { ContentViewQuery } from '../../generated/graphql.ts'
import type { Fact } from '../../output/output.ts'
import { type Paint, type Painter, paintOfStatus } from '../../output/paint.ts'
import { renderPairs, renderTable } from '../../output/table.ts'
import { clean, wrap } from '../../output/text.ts'
import { secondsBetween, showAge, showDuration, showMoment } from '../../output/time.ts'
import { nameOfGate } from '../../pipeline/stages.ts'

type Part<Name extends keyof ContentViewQuery> = NonNullable<ContentViewQuery[Name]>

/** A content with all its parts; a part is null when it is not there yet, or cannot be read now. */
export type Story = Part<'content'> & {
  images: Part<'media'>['images'] | null
  video: Part<'editor'>['video']
  publications: Part<'publisher'>['publications'] | null
  cost: Part<'pulse'>['cost'] | null
  metrics: Part<'pulse'>['metrics'] | null
}

/** The facts of a story that `plain` prints. */
export function factsOf(story: Story): Fact[] {
  return [
    ['id', story.id],
    ['title', story.title],
    ['status', story.status],
    ['platform', story.platform],
    ['tone', story.tone],
    ['style', story.style],
    ['niche', story.niche],
    ['regenerations', story.regenerations],
    ['error', story.error],
    ['createdAt', story.createdAt],
    ['updatedAt', story.updatedAt],
    ['createdBy', story.createdBy?.username],
    ['trend.id', story.trend?.id],
    ['trend.topic', story.trend?.topic],
    ['openGate', story.openGate?.stage],
    ['openGate.id', story.openGate?.id],
    ['script.hook', story.script?.hook],
    ['script.body', story.script?.body],
    ['script.callToAction', story.script?.callToAction],
    ['confidence', story.critique?.confidence],
    ['run.id', story.currentRun?.id],
    ['run.attempt', story.currentRun?.attempt],
    ['run.status', story.currentRun?.status],
    ['images', story.images?.filter(({ status }) => status === 'READY').length],
    ['video.url', story.video?.url],
    ['video.durationSeconds', story.video?.durationSeconds],
    ['video.isValid', story.video?.validation.isValid],
    ...(story.publications ?? []).flatMap(({ platform, status, postUrl }): Fact[] => [
      [`publication.${platform}`, status],
      [`publication.${platform}.url`, postUrl],
    ]),
    ['cost', story.cost?.total],
  ]
}

/** A story for people to read, section by section; sections without anything in them are left out. */
export function showStory(story: Story, columns: number, paint: Painter): string[] {
  const width = Math.min(columns, 100)
  const section = (title: string, lines: string[]) =>
    lines.length > 0 ? ['', paint(title, 'bold'), ...lines] : []
  const text = (words: string, indent = '  ') =>
    wrap(clean(words), width - indent.length).map(line => indent + line)
  const pairs = (rows: (readonly [string, string, Paint?])[]) =>
    renderPairs(rows, paint).map(line => `  ${line}`)
  return [
    paint(clean(story.title), 'bold'),
    ...showPlace(story, pairs),
    ...section('Script', showScript(story, text)),
    ...section(
      'Visual prompts',
      story.visualPrompts.flatMap(({ scene, description }) => text(`${scene}. ${description}`)),
    ),
    ...section('Analysis', showAnalysis(story, text)),
    ...section(
      'Gates',
      pairs(
        story.gates.map(gate => [gate.stage.toLowerCase(), wordsOfGate(gate), paintOfStatus(gate.status)]),
      ),
    ),
    ...section('Stages', showStages(story, columns - 2, paint)),
    ...section('Video', showVideo(story, pairs)),
    ...section(
      'Publications',
      pairs(
        (story.publications ?? []).map(({ platform, status, postUrl, error, scheduledAt }) => {
          const detail = error ?? postUrl ?? (scheduledAt ? showMoment(scheduledAt) : '')
          return [platform.toLowerCase(), `${status} ${detail}`, paintOfStatus(status)]
        }),
      ),
    ),
    ...section('Cost', showCost(story, pairs)),
  ]
}

type Pairs = (rows: (readonly [string, string, Paint?])[]) => string[]
type Text = (words: string, indent?: string) => string[]

function showPlace(story: Story, pairs: Pairs): string[] {
  const { trend, openGate, createdBy } = story
  const rows: (readonly [string, string, Paint?] | false)[] = [
    ['Id', story.id],
    ['Status', story.status, paintOfStatus(story.status)],
    openGate !== null && ['Waits at', `${nameOfGate(openGate.stage)}: ${openGate.instruction}`, 'yellow'],
    story.error !== null && ['Error', story.error, 'red'],
    trend !== null && [
      'Trend',
      `${trend.topic} (${trend.source}${trend.isSample ? ', sample' : ''}, ${trend.id})`,
    ],
    ['Made for', `${story.platform.toLowerCase()}, ${story.style.toLowerCase()}, ${story.tone}`],
    [
      'Made by',
      `${createdBy?.username ?? 'unknown'}, ${showMoment(story.createdAt)} (${showAge(story.createdAt)})`,
    ],
    story.regenerations > 0 && ['Made again', `${story.regenerations} times`],
  ]
  return pairs(rows.filter(row => row !== false))
}

function showScript({ script, critique }: Story, text: Text): string[] {
  if (!script) return []
  const { hook, body, callToAction, writer, isEmbedded, wordCount } = script
  const judged = critique ? `, confidence ${critique.confidence.toFixed(2)}` : ''
  return [
    ...[hook, body, callToAction].flatMap(part => text(part)),
    ...text(`— ${writer}${isEmbedded ? ' (embedded)' : ''}, ${wordCount} words${judged}`),
    ...(critique?.feedback ?? []).flatMap(advice => text(`* ${advice}`)),
  ]
}

function showAnalysis({ analysis }: Story, text: Text): string[] {
  if (!analysis) return []
  return [
    ...text(`${analysis.summary} ${analysis.benchmarkComparison} Score ${analysis.overallScore.toFixed(2)}.`),
    ...analysis.suggestions.flatMap(({ area, suggestion }) => text(`* ${area}: ${suggestion}`)),
  ]
}

function showStages({ currentRun }: Story, columns: number, paint: Painter): string[] {
  if (!currentRun || currentRun.stages.length === 0) return []
  return renderTable(
    [
      { header: 'STAGE', value: stage => stage.stage.toLowerCase() },
      { header: 'STATUS', value: stage => stage.status, paint: stage => paintOfStatus(stage.status) },
      { header: 'TIME', value: timeOf, align: 'right' },
      { header: 'BY', value: stage => stage.provider },
      { header: 'ERROR', value: stage => stage.error, flexible: true },
    ],
    currentRun.stages,
    columns,
    paint,
  ).map(line => `  ${line}`)
}

function timeOf({ startedAt, endedAt }: NonNullable<Story['currentRun']>['stages'][number]): string {
  return startedAt ? showDuration(secondsBetween(startedAt, endedAt, Date.now())) : ''
}

function wordsOfGate(gate: Story['gates'][number]): string {
  const score = gate.score === null ? '' : `, score ${gate.score.toFixed(2)}`
  const by = gate.decidedByPolicy ? ' by policy' : gate.decidedBy ? ` by ${gate.decidedBy.username}` : ''
  return `${gate.status}${by}${score}${gate.feedback ? `: ${gate.feedback}` : ''}`
}

function showVideo({ video, images }: Story, pairs: Pairs): string[] {
  const ready = (images ?? []).filter(({ status }) => status === 'READY')
  const drawnBy = [
    ...new Set(ready.map(({ provider, isEmbedded }) => `${provider}${isEmbedded ? ' (embedded)' : ''}`)),
  ]
  const imageRow: [string, string][] = images?.length
    ? [['Images', `${ready.length} of ${images.length} ready, ${drawnBy.join(', ')}`]]
    : []
  if (!video) return pairs(imageRow)
  const { validation } = video
  const broken = validation.rules.filter(({ passed }) => !passed)
  return pairs([
    ...imageRow,
    ['Length', showDuration(video.durationSeconds)],
    [
      'Picture',
      `${video.width}×${video.height}, ${video.framesPerSecond} fps, ${(Number(video.sizeBytes) / 1e6).toFixed(1)} MB`,
    ],
    [
      'Sound',
      `${video.loudnessLufs.toFixed(1)} LUFS, ${video.speechProvider}${video.isEmbeddedSpeech ? ' (embedded)' : ''}`,
    ],
    [
      'Limits',
      validation.isValid
        ? 'all kept'
        : broken.map(({ name, actual, expected }) => `${name} is ${actual}, not ${expected}`).join('; '),
      validation.isValid ? 'green' : 'yellow',
    ],
    ['Address', video.url],
  ])
}

function showCost({ cost, metrics }: Story, pairs: Pairs): string[] {
  if (!cost) return []
  const parts = cost.byCategory.map(({ category, amount }) => `${category.toLowerCase()} $${amount}`)
  const rows: [string, string][] = [
    ['Money', `$${cost.total}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`],
  ]
  if (metrics) rows.push(['Work', showDuration(metrics.workSeconds)])
  if (metrics?.leadSeconds) rows.push(['To publication', showDuration(metrics.leadSeconds)])
  return pairs(rows)
}
