import type { Service } from '@orion/common'
import { runService } from '@orion/common/service/run-service'

/** Runs one service from its source: `tsx scripts/run-service.ts scout`. */
const name = process.argv[2] ?? ''
const { default: service } = (await import(`../subgraphs/${name}/src/main.ts`)) as { default: Service }
await runService(service)
