/**
 * The limit that a gateway in Node cannot pass, with no GraphQL in it: one call to a server that knows the whole answer,
 * which is parsed and written once. `serve-limit.ts URL`
 */
import { Pool } from 'undici'
import { listen } from './listen.ts'
import { SALT } from './shop.ts'

const pool = new Pool(process.argv[2] ?? '', { connections: 64 })

await listen(async (_, body) => {
  const path = body.includes('query Heavy') ? '/heavy.json' : '/light.json'
  const answer = await pool.request({ path, method: 'POST', body: SALT.exec(body)?.[0] })
  return JSON.stringify(await answer.body.json())
})
