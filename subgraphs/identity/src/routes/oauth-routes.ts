import {
  about,
  currentOrigin,
  InvalidInputError,
  readBody,
  readQuery,
  type ServiceRoutes,
} from '@orion/common'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { dashboardPath } from '../oauth/dashboard-path.ts'
import { finishOauth } from '../oauth/finish-oauth.ts'
import { beginJourney, configuredProvider, endJourney } from '../oauth/journey.ts'
import { JOURNEY_SECONDS, type Purpose } from '../oauth/oauth.ts'
import { ProviderError } from '../oauth/provider.ts'
import { randomSecret } from '../tokens/tickets.ts'
import { firstStepAnswer } from './answers.ts'
import { firstStepBody } from './auth-routes.ts'

/** Ties the way to a provider and back to one browser. The gateway passes this cookie on, and no other. */
const BROWSER_COOKIE = 'orion_oauth'

const beginQuery = z.object({
  /** S256 of the verifier that {@link finishBody} will show. */
  challenge: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  /** A path of the dashboard. */
  next: z.string().optional(),
  /** From `linkUrl`. */
  link: z.string().max(100).optional(),
})
const finishBody = z.object({ code: z.string().max(100), verifier: z.string().max(200).optional() })

/** Signing in with a provider: /api/v1/auth/oauth/*. */
export function mountOauthRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { configuration, oauth } = identity
  const dashboard = configuration.ORION_DASHBOARD_URL.replace(/\/+$/, '')
  const browserOf = (context: Context) => {
    const known = getCookie(context, BROWSER_COOKIE)
    const browser = known && /^[\w-]{43}$/.test(known) ? known : randomSecret()
    setCookie(context, BROWSER_COOKIE, browser, {
      path: '/api/v1/auth/oauth',
      httpOnly: true,
      sameSite: 'Lax',
      secure: configuration.ORION_PUBLIC_URL.startsWith('https:'),
      maxAge: JOURNEY_SECONDS,
    })
    return browser
  }

  routes.get(
    '/auth/oauth',
    about({
      summary: 'Ways in besides a password.',
      access: 'public',
      answer: z.object({
        providers: z.array(z.object({ name: z.string(), title: z.string() })),
        openRegistration: z.boolean(),
      }),
    }),
    context =>
      context.json({
        providers: [...oauth.providers.values()].map(({ name, title }) => ({ name, title })),
        openRegistration: configuration.IDENTITY_OPEN_REGISTRATION,
      }),
  )

  routes.post(
    '/auth/oauth/finish',
    about({
      summary: 'Takes the outcome of a sign-in with a provider.',
      access: 'public',
      body: finishBody,
      answer: z.union([
        firstStepAnswer.and(z.object({ next: z.string() })),
        z.object({ linked: z.string(), next: z.string() }),
      ]),
    }),
    async context => {
      const body = await readBody(context, finishBody)
      const outcome = await finishOauth(identity, body, context.get('viewer'), currentOrigin())
      const { next } = outcome
      if (outcome.kind === 'linked') return context.json({ linked: outcome.provider, next })
      return context.json({ ...firstStepBody(outcome.step), next })
    },
  )

  routes.get(
    '/auth/oauth/:provider',
    about({
      summary: 'Leads a browser to a provider’s sign-in.',
      access: 'public',
      query: beginQuery,
      status: 303,
    }),
    async context => {
      const provider = configuredProvider(identity, context.req.param('provider'))
      const { link, challenge, next } = readQuery(context, beginQuery)
      let purpose: Purpose | null = null
      if (link) purpose = await oauth.links.take(link)
      else if (challenge) purpose = { kind: 'sign-in', challenge, next: dashboardPath(next) }
      if (!purpose)
        throw new InvalidInputError('Begin with a challenge (RFC 7636, S256), or with an address of linkUrl.')
      const url = await beginJourney(identity, provider, purpose, browserOf(context))
      return context.redirect(url.href, 303)
    },
  )

  routes.get(
    '/auth/oauth/:provider/callback',
    about({ summary: 'Where a provider leads the browser back to.', access: 'public', status: 303 }),
    async context => {
      const provider = configuredProvider(identity, context.req.param('provider'))
      const target = new URL(`${dashboard}/api/session/oauth`)
      try {
        const { search } = new URL(context.req.url)
        const { code } = await endJourney(identity, provider, search, getCookie(context, BROWSER_COOKIE))
        target.searchParams.set('code', code)
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        identity.log.warn({ provider: provider.name, code: error.code, err: error.cause }, error.message)
        target.searchParams.set('error', error.code)
      }
      return context.redirect(target.href, 303)
    },
  )
}
