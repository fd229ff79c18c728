import type { GatewayPlugin } from '../plugin.ts'
import { acceptedTypes, mayAnswer } from './accepted-types.ts'
import { answerJson } from './answer.ts'

/**
 * Refuses operations whose answer the client would not take, before anything is run, and reads the media type of a body as HTTP
 * has it: in upper or lower case.
 * @param path of the GraphQL endpoint
 */
export function useMediaTypes(path: string): GatewayPlugin {
  return {
    onRequest({ method, path: asked, request: { headers }, response }) {
      if (asked !== path || (method !== 'POST' && method !== 'GET')) return false
      const { accept, 'content-type': given } = headers
      if (given && /[A-Z]/.test(given)) headers['content-type'] = given.toLowerCase()
      if (accept === undefined || accept === '*/*' || mayAnswer(acceptedTypes(accept))) return false
      const message = `Operations are not answered in ${accept}: accept application/graphql-response+json or application/json.`
      answerJson(response, 406, { errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] })
      return true
    },
  }
}
