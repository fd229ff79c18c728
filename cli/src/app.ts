import { GraphQLApi } from './api/graphql.ts'
import type { OrionContext } from './context.ts'
import { Output } from './output/output.ts'
import { Session } from './session/session.ts'
import { type GlobalOptions, resolveSettings, type Settings } from './settings/settings.ts'

/** All a command works with. */
export interface App {
  context: OrionContext
  settings: Settings
  output: Output
  session: Session
  api: GraphQLApi
  /** Ends everything under way when the command is interrupted. */
  signal: AbortSignal
}

/** Puts together what a command works with. Throws UsageError for a wrong option, variable or file. */
export async function openApp(context: OrionContext, options: GlobalOptions): Promise<App> {
  const { signal } = context
  const settings = await resolveSettings(options, context.env)
  const session = new Session(settings, signal)
  return {
    context,
    settings,
    signal,
    session,
    output: new Output(context, settings),
    api: new GraphQLApi(settings.gateway, session, signal),
  }
}
