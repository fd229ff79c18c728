import type { ServiceRoutes } from '@orion/common'
import type { Director } from './director.ts'
import { mountContentRoutes } from './rest/content-routes.ts'
import { mountRunRoutes } from './rest/run-routes.ts'

/** The REST routes of the director. */
export function mountRoutes(routes: ServiceRoutes, director: Director): void {
  mountContentRoutes(routes, director)
  mountRunRoutes(routes, director)
}
