import { createServer } from 'node:http'
import { defineService } from '@orion/common'
import { publisherConfiguration } from '../src/configuration.ts'
import { createConsumers } from '../src/consumers.ts'
import { connect } from '../src/database.ts'
import { createJobs } from '../src/jobs.ts'
import { OutcomeUnknown, type Platform, PostRefused } from '../src/platforms/platform.ts'
import { limitsOf } from '../src/platforms/post-limits.ts'
import { buildPublisher } from '../src/publisher.ts'
import { resolvers } from '../src/resolvers/resolvers.ts'
import { mountRoutes } from '../src/routes.ts'

/**
 * What the platform's server does with a post: takes it; takes it and hangs up; loses it and hangs up; refuses it. `deaf`: it
 * does not answer what became of posts either.
 */
export interface Mood {
  post: 'take' | 'take-and-hang-up' | 'lose' | 'refuse'
  isDeaf: boolean
}

/** A platform on a server of this host that behaves as the test says, and knows posts by their keys. */
export async function startUnreliablePlatform() {
  const mood: Mood = { post: 'take', isDeaf: false }
  const posts: string[] = []
  let calls = 0
  const server = createServer((request, response) => {
    const key = request.url?.slice(1) ?? ''
    if (request.method === 'POST') {
      calls++
      if (mood.post === 'refuse') return response.writeHead(422).end('too loud')
      if (mood.post !== 'lose') posts.push(key)
      return mood.post === 'take' ? response.end('ok') : request.socket.destroy()
    }
    if (mood.isDeaf) return response.writeHead(503).end()
    response.writeHead(posts.includes(key) ? 200 : 404).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    mood,
    posts,
    calls: () => calls,
    platform: platformAt(url),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function platformAt(url: string): Platform {
  return {
    name: 'SANDBOX',
    limits: target => limitsOf[target],
    async publish(_post, _account, key, signal) {
      const response = await fetch(`${url}/${key}`, { method: 'POST', signal }).catch(error => {
        throw new OutcomeUnknown('The connection broke off after the post was sent.', error)
      })
      if (!response.ok) throw new PostRefused(`It was refused: ${await response.text()}`)
      return { postId: key, postUrl: `${url}/${key}` }
    },
    async lookup(_account, key) {
      const { status } = await fetch(`${url}/${key}`)
      if (status === 200) return { postId: key, postUrl: `${url}/${key}` }
      return status === 404 ? 'absent' : 'unknown'
    },
    currentUrl: () => null,
  }
}

/** Publisher as it is, with another platform in the place of the sandbox. */
export const publisherWith = (platform: Platform) =>
  defineService({
    name: 'publisher',
    port: 8006,
    configuration: publisherConfiguration,
    schema: new URL('../schema.graphql', import.meta.url),
    migrations: new URL('../prisma/migrations/', import.meta.url),
    connect,
    build: tools => ({ ...buildPublisher(tools), platforms: { SANDBOX: platform } }),
    resolvers,
    consumers: createConsumers,
    jobs: createJobs,
    routes: mountRoutes,
  })
