import type { Writable } from 'node:stream'
import type { GraphQLApi } from '../api/graphql.ts'
import { painterFor } from '../output/paint.ts'
import { Screen } from '../output/screen.ts'
import { terminalOf } from '../output/terminal.ts'
import { advance } from './advance.ts'
import type { Display } from './display.ts'
import { isProgress, type PipelineEvent } from './event.ts'
import { type FrameStyle, renderContent, renderContents } from './frame.ts'
import type { Snapshot } from './snapshot.ts'

/** How often the elapsed time moves on. */
const frameEveryMs = 200

/**
 * A live table in the terminal: the stages of one content, or many contents, with bars and elapsed time.
 *
 * @param single true for one content
 */
export function createLiveDisplay(
  stream: Writable,
  env: Record<string, string | undefined>,
  api: GraphQLApi,
  single: boolean,
): Display {
  const terminal = terminalOf(stream, env)
  const screen = new Screen(stream, terminal)
  const paint = painterFor(terminal.hasColour)
  let states: readonly Snapshot[] = []
  /** The last event of each stage, which may be ahead of the states that were read. */
  const latest = new Map<string, PipelineEvent>()
  let problem: string | null = null

  const draw = () => {
    const style: FrameStyle = {
      columns: terminal.columns(),
      hasUnicode: terminal.hasUnicode,
      paint,
      nowMs: Date.now() + api.clockAheadMs,
    }
    const [first] = states
    screen.draw([
      ...(single ? (first ? renderContent(first, style) : []) : renderContents(states, style)),
      ...(problem ? ['', paint(problem, 'yellow')] : []),
    ])
  }
  const timer = setInterval(draw, frameEveryMs)

  return {
    wantsEvents: false,
    showStates(next) {
      states = next.map(state => [...latest.values()].reduce(advance, state))
      draw()
    },
    showEvent(event) {
      if (!event.stage) return
      latest.set([event.runId, event.stage, isProgress(event)].join(), event)
      states = states.map(state => advance(state, event))
    },
    showConnection(next) {
      problem = next
      draw()
    },
    close() {
      clearInterval(timer)
      draw()
      screen.close()
    },
  }
}
