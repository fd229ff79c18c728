import { GraphQLError } from 'graphql'
import type { Agency, AgencyEvent, Content, GateStage } from './agency.ts'
import { createContentFields } from './content-fields.ts'
import { scanOf } from './scan.ts'
import type { TestUser } from './sessions.ts'

export interface Context {
  user: TestUser | null
}

interface PageArguments {
  first: number
  after: string | null
}

const signedIn = ({ user }: Context): TestUser => {
  if (user) return user
  throw new GraphQLError('Sign in to do this.', { extensions: { code: 'UNAUTHENTICATED' } })
}
const mayWrite = (context: Context): TestUser => {
  const user = signedIn(context)
  if (user.role !== 'VIEWER') return user
  throw new GraphQLError('Mutation needs the right content:write', { extensions: { code: 'FORBIDDEN' } })
}
const operates = (context: Context): void => {
  if (signedIn(context).role === 'ADMIN') return
  throw new GraphQLError('This needs the right operations:read', { extensions: { code: 'FORBIDDEN' } })
}
const mistake = (code: string, message: string) => ({ userErrors: [{ field: null, message, code }] })

function page<Item extends { id: string }>(items: Item[], { first, after }: PageArguments) {
  const start = after ? items.findIndex(({ id }) => id === after) + 1 : 0
  const nodes = items.slice(start, start + Math.min(first, 100))
  return {
    nodes,
    pageInfo: { hasNextPage: start + nodes.length < items.length, endCursor: nodes.at(-1)?.id ?? null },
  }
}

/** What the API answers from the agency. `down` names subgraphs whose fields fail now. */
export function createResolvers(agency: Agency, down: Set<string>, fileUrl: () => string) {
  const contentOf = (id: string, context: Context) => {
    const user = signedIn(context)
    return agency.contents.find(
      content => content.id === id && (user.role === 'ADMIN' || content.ownerId === user.id),
    )
  }
  const decide = (
    content: Content,
    gate: Content['gates'][number],
    user: TestUser,
    input: { isApproved: boolean; feedback?: string | null; regenerate?: boolean; publishAt?: string | null },
  ) => {
    Object.assign(gate, {
      status: input.isApproved ? 'APPROVED' : 'REJECTED',
      decidedAt: new Date().toISOString(),
      decidedBy: { id: user.id, username: user.username },
      feedback: input.feedback ?? null,
    })
    if (input.isApproved) setTimeout(() => agency.goOn(content, gate.stage, input.publishAt ?? null), 20)
    else {
      agency.setStatus(content, 'REJECTED')
      if (input.regenerate) setTimeout(() => again(content), 20)
    }
    return { gate, content, userErrors: [] }
  }
  const again = (content: Content) => {
    content.regenerations++
    content.error = null
    content.gates = []
    content.run = {
      ...content.run,
      attempt: content.run.attempt + 1,
      status: 'RUNNING',
      endedAt: null,
      stages: [],
    }
    agency.workTo(content, 'STRATEGIST')
  }

  return {
    Query: {
      me: (_: unknown, __: unknown, context: Context) => signedIn(context),
      trends: (
        _: unknown,
        args: PageArguments & { filter?: { status?: string[]; search?: string; niche?: string } | null },
        context: Context,
      ) => {
        signedIn(context)
        const { status, search, niche } = args.filter ?? {}
        const items = agency.trends.filter(
          trend =>
            (!status || status.includes(trend.status)) &&
            (!search || trend.topic.includes(search)) &&
            (!niche || trend.niche === niche),
        )
        return page(items, args)
      },
      trend: (_: unknown, { id }: { id: string }, context: Context) => {
        signedIn(context)
        return agency.trends.find(trend => trend.id === id)
      },
      scan: (_: unknown, { id }: { id: string }, context: Context) => {
        signedIn(context)
        return scanOf(id, 'COMPLETED', agency.trends)
      },
      contents: (
        _: unknown,
        args: PageArguments & { filter?: { status?: string[]; search?: string } | null },
        context: Context,
      ) => {
        const user = signedIn(context)
        const { status, search } = args.filter ?? {}
        const items = agency.contents.filter(
          content =>
            (user.role === 'ADMIN' || content.ownerId === user.id) &&
            (!status || status.includes(content.status)) &&
            (!search || content.title.includes(search)),
        )
        return page(items, args)
      },
      content: (_: unknown, { id }: { id: string }, context: Context) => contentOf(id, context),
      notifications: (
        _: unknown,
        args: PageArguments & { filter?: { types?: string[]; unread?: boolean } | null },
        context: Context,
      ) => {
        signedIn(context)
        const { types, unread } = args.filter ?? {}
        const items = agency.notifications.filter(
          ({ type, isRead }) =>
            (!types || types.includes(type)) && (unread === undefined || isRead !== unread),
        )
        return page(items, args)
      },
      deadLetters: (
        _: unknown,
        args: PageArguments & { filter?: { services?: string[]; isReplayed?: boolean } | null },
        context: Context,
      ) => {
        operates(context)
        const { services, isReplayed } = args.filter ?? {}
        const isSilent = (service: string) => down.has(service.toLowerCase())
        const items = agency.deadLetters.filter(
          ({ service, replayedAt }) =>
            !isSilent(service) &&
            (!services || services.includes(service)) &&
            (isReplayed === undefined || (replayedAt !== null) === isReplayed),
        )
        const missing = [...down].map(name => ({
          service: name.toUpperCase(),
          message: `The service ${name} cannot be reached.`,
        }))
        return { ...page(items, args), missing }
      },
      events: (
        _: unknown,
        args: PageArguments & { filter?: { contentId?: string | null; since?: string | null } | null },
        context: Context,
      ) => {
        signedIn(context)
        const { contentId, since } = args.filter ?? {}
        const items = agency.log.filter(
          event => (!contentId || event.content.id === contentId) && (!since || event.time >= since),
        )
        return page(items.reverse(), args)
      },
    },
    Mutation: {
      replayDeadLetter: (_: unknown, { input }: { input: { id: string } }, context: Context) => {
        operates(context)
        const letter = agency.deadLetters.find(({ id }) => id === input.id)
        if (!letter)
          return mistake('NOT_FOUND', `There is no dead letter ${input.id}, or you may not see it.`)
        letter.replayedAt = new Date().toISOString()
        return { deadLetter: letter, userErrors: [] }
      },
      markNotificationsRead: (_: unknown, { input }: { input: { ids?: string[] } }, context: Context) => {
        signedIn(context)
        const unread = agency.notifications.filter(({ isRead }) => !isRead)
        const marked = unread.filter(({ id }) => !input.ids || input.ids.includes(id))
        for (const notification of marked) notification.isRead = true
        return {
          marked: marked.length,
          unreadNotificationCount: unread.length - marked.length,
          userErrors: [],
        }
      },
      startScan: (_: unknown, { input }: { input: { niche?: string; limit: number } }, context: Context) => {
        mayWrite(context)
        if (input.niche === 'unknown')
          return {
            scan: null,
            ...mistake('INVALID_INPUT', 'There is no niche unknown; there are tech, general.'),
          }
        agency.addTrend('A chip that learns from light')
        return { scan: scanOf('scan-1', 'QUEUED', []), userErrors: [] }
      },
      generateContent: (
        _: unknown,
        {
          input,
        }: {
          input: {
            trendId: string
            platform: string
            style: string
            tone: string
            gates?: { stage: GateStage; passAt: number }[]
          }
        },
        context: Context,
      ) => {
        const user = mayWrite(context)
        const trend = agency.trends.find(({ id }) => id === input.trendId && !agency.unheard.has(id))
        if (!trend)
          return {
            content: null,
            ...mistake('NOT_FOUND', `There is no trend ${input.trendId}, or you may not see it.`),
          }
        const { platform, style, tone } = input
        const content = agency.addContent(user.id, trend, { platform, style, tone })
        for (const { stage, passAt } of input.gates ?? []) content.passAt.set(stage, passAt)
        setTimeout(() => agency.workTo(content, 'STRATEGIST'), 20)
        return { content, userErrors: [] }
      },
      decideGate: (
        _: unknown,
        { input }: { input: { gateId: string; decision: string; feedback?: string; publishAt?: string } },
        context: Context,
      ) => {
        const user = mayWrite(context)
        for (const content of agency.contents) {
          const gate = content.gates.find(({ id }) => id === input.gateId)
          if (!gate) continue
          if (gate.status !== 'OPEN')
            return { ...mistake('CONFLICT', 'Somebody else decided this gate first.') }
          return decide(content, gate, user, { ...input, isApproved: input.decision === 'APPROVE' })
        }
        return mistake('NOT_FOUND', `There is no gate ${input.gateId}.`)
      },
      rejectContent: (
        _: unknown,
        { input }: { input: { contentId: string; reason: string; regenerate: boolean } },
        context: Context,
      ) => {
        const user = mayWrite(context)
        const content = contentOf(input.contentId, context)
        const gate = content && agency.openGate(content)
        if (!content || !gate) return mistake('INVALID_STATE', 'The content waits at no gate.')
        return decide(content, gate, user, {
          isApproved: false,
          feedback: input.reason,
          regenerate: input.regenerate,
        })
      },
      regenerateContent: (_: unknown, { input }: { input: { contentId: string } }, context: Context) => {
        mayWrite(context)
        const content = contentOf(input.contentId, context)
        if (!content) return mistake('NOT_FOUND', `There is no content ${input.contentId}.`)
        if (content.regenerations >= 3)
          return mistake('LIMIT_REACHED', 'It was made again three times already.')
        setTimeout(() => again(content), 20)
        content.status = 'GENERATING'
        return { content, userErrors: [] }
      },
      retryContent: (_: unknown, { input }: { input: { contentId: string } }, context: Context) => {
        mayWrite(context)
        const content = contentOf(input.contentId, context)
        if (content?.status !== 'FAILED')
          return mistake('INVALID_STATE', 'Only a failed content can be tried again.')
        content.status = 'GENERATING'
        setTimeout(() => again(content), 20)
        return { content, userErrors: [] }
      },
      cancelRun: (_: unknown, { input }: { input: { runId: string } }, context: Context) => {
        mayWrite(context)
        const content = agency.contents.find(({ run }) => run.id === input.runId)
        if (!content) return mistake('NOT_FOUND', 'There is no such run.')
        content.run.status = 'CANCELLED'
        return { run: content.run, userErrors: [] }
      },
    },
    Subscription: {
      pipelineEvents: {
        subscribe: (_: unknown, { contentId }: { contentId?: string | null }, context: Context) => {
          signedIn(context)
          return agency.listen(contentId ?? null)
        },
        resolve: (event: AgencyEvent) => ({ ...event, runId: event.content.run.id }),
      },
    },
    Event: {
      data: ({ content, stage, status, provider }: AgencyEvent) => ({
        contentId: content.id,
        runId: content.run.id,
        title: content.title,
        stage,
        status,
        provider,
      }),
      source: () => '/orion/director',
      subject: ({ content }: AgencyEvent) => content.id,
    },
    PipelineRun: {
      cost: () => '0.00',
      createdAt: ({ startedAt }: { startedAt: string }) => startedAt,
      error: () => null,
    },
    Content: createContentFields(agency, down, fileUrl),
  }
}
