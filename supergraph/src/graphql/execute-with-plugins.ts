import type { Plugin } from 'graphql-yoga'
import type { GatewayPlugin } from '../plugin.ts'
import type { GraphQLContext } from './context.ts'

type Hook = NonNullable<Plugin<GraphQLContext>['onExecute']>
type Execution = Parameters<Hook>[0]
type Result = Awaited<ReturnType<Execution['executeFn']>>

/** Executes one operation. */
export type Execute = (args: Execution['args']) => Promise<Result>

/**
 * Executes with the plugins' part in it, as envelop does: each may refuse, choose what executes, and see the result. Envelop
 * makes a dozen objects for each plugin of each request; this makes them once for all plugins.
 */
export function createExecute(plugins: readonly GatewayPlugin[]): Execute {
  const hooks: readonly Hook[] = plugins.flatMap(({ graphql }) => graphql?.onExecute ?? [])
  return async args => {
    const context = args.contextValue
    let result: Result | undefined
    const execution: Execution = {
      args,
      context,
      executeFn: () => {
        throw new Error('No plugin executes operations.')
      },
      setExecuteFn(execute) {
        execution.executeFn = execute
      },
      extendContext(extension) {
        Object.assign(context, extension)
      },
      setResultAndStopExecution(given) {
        result = given
      },
    }
    const watching = []
    for (const hook of hooks) {
      const begun = hook(execution)
      const { onExecuteDone } = (begun instanceof Promise ? await begun : begun) ?? {}
      if (onExecuteDone) watching.push(onExecuteDone)
      if (result) break
    }
    let done = result ?? (await execution.executeFn(args))
    const setResult = (given: Result) => {
      done = given
    }
    for (const watch of watching) {
      const seen = watch({ args, result: done, setResult })
      if (seen instanceof Promise) await seen
    }
    return done
  }
}
