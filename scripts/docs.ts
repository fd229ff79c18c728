import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { serviceConfiguration } from '@orion/common'
import {
  catalogue,
  declarationOf,
  type EventName,
  eventNames,
  services,
} from '@orion/common/events/catalogue'
import { z } from 'zod'
import { authorizationPage } from './authorization-page.ts'

/**
 * `npm run docs`: writes docs/configuration.md, docs/events.md, docs/authorization.md and .env.example from the code they
 * describe.
 * With `--check` it writes nothing and fails when one of them is not up to date.
 */
const pages: Record<string, string> = {
  'docs/configuration.md': await configurationPage(),
  'docs/events.md': eventsPage(),
  'docs/authorization.md': await authorizationPage(),
  '.env.example': await environmentExample(),
}
const check = process.argv.includes('--check')
await mkdir('docs', { recursive: true })
for (const [path, text] of Object.entries(pages)) {
  const before = existsSync(path) ? await readFile(path, 'utf8') : ''
  if (before === text) continue
  if (check) {
    process.stderr.write(`${path} is not up to date: run "npm run docs" and commit it.\n`)
    process.exitCode = 1
  } else await writeFile(path, text)
}

interface Setting {
  name: string
  description: string
  byDefault: string | null
  isRequired: boolean
}

function settingsOf(schema: z.ZodObject, except: z.ZodObject = z.object({})): Setting[] {
  return Object.entries(schema.shape)
    .filter(([name]) => !(name in except.shape))
    .map(([name, type]) => {
      const value = type as z.ZodType
      const absent = value.safeParse(undefined)
      return {
        name,
        description: value.description ?? '',
        byDefault: absent.success ? textOf(absent.data) : null,
        isRequired: !absent.success,
      }
    })
}

/** As it stands in the environment. What was read into something without a text, such as an empty list of hosts, has none. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.join(',')
  const text = String(value)
  return value === undefined || text.startsWith('[object ') ? null : text
}

async function configurations(): Promise<{ room: string; settings: Setting[] }[]> {
  const rooms = [...services.map(service => `subgraphs/${service}`), 'supergraph', 'dashboard']
  const found = []
  for (const room of rooms) {
    const path = `${room}/src/configuration.ts`
    if (!existsSync(path)) continue
    const exported = Object.values((await import(`../${path}`)) as Record<string, unknown>)
    const schema = exported.find(value => value instanceof z.ZodObject)
    if (schema) found.push({ room, settings: settingsOf(schema, serviceConfiguration) })
  }
  return found
}

async function configurationPage(): Promise<string> {
  const row = ({ name, description, byDefault, isRequired }: Setting) => {
    const value = isRequired ? '**needed**' : byDefault ? `\`${byDefault}\`` : ''
    return `| \`${name}\` | ${value} | ${description.replaceAll('|', '\\|')} |`
  }
  const table = (settings: Setting[]) =>
    ['| variable | default | what it is |', '|---|---|---|', ...settings.map(row)].join('\n')
  const sections = (await configurations()).map(({ room, settings }) => `## ${room}\n\n${table(settings)}`)
  return `# Configuration

Every setting is an environment variable. \`npm run demo\` and \`npm start\` set what is needed themselves; variables that are set
already win. A value that does not fit keeps the service from starting, with the name of the variable.
This page is made by \`npm run docs\`.

## Every service

${table(settingsOf(serviceConfiguration))}

${sections.join('\n\n')}
`
}

async function environmentExample(): Promise<string> {
  const block = (title: string, settings: Setting[]) =>
    [
      `# --- ${title}`,
      ...settings.flatMap(({ name, description, byDefault }) => [
        `# ${description}`,
        `#${name}=${byDefault ?? ''}`,
      ]),
    ].join('\n')
  const blocks = [block('every service', settingsOf(serviceConfiguration))]
  for (const { room, settings } of await configurations()) blocks.push(block(room, settings))
  return `# Settings of Orion with their defaults; made by "npm run docs".\n# The secrets come from "npm run --silent secrets".\n\n${blocks.join('\n\n')}\n`
}

function eventsPage(): string {
  const table = eventNames.map(name => {
    const { publishers, subscribers, delivery, description } = declarationOf(name)
    const to =
      [...subscribers, ...(delivery === 'live' ? ['whoever listens live'] : [])].join(', ') ||
      'the gateway, live'
    return `| \`orion.${name}\` | ${publishers.join(', ')} | ${to} | ${description} |`
  })
  const shapes = (Object.keys(catalogue) as EventName[]).map(
    name => `### orion.${name}\n\n\`\`\`json\n${JSON.stringify(propertiesOf(name), null, 2)}\n\`\`\``,
  )
  return `# Events

What the services tell each other, and what live subscriptions are made of. Envelopes are CloudEvents 1.0 in JSON with two
extensions: \`traceparent\` (W3C Trace Context) and \`audience\` (which users and roles may see the event live; admins see all but the
notifications of others). Two take a right instead: \`orion.audit.recorded\` \`audit:read\`, \`orion.system.dead_letter\`
\`operations:read\`; an admin's API key hears them when it has it (\`common/src/events/may-hear.ts\`).
This page is made from \`common/src/events/catalogue.ts\` by \`npm run docs\`.

| event | told by | told to | what it tells |
|---|---|---|---|
${table.join('\n')}

## Data

As JSON Schema.

${shapes.join('\n\n')}
`
}

function propertiesOf(name: EventName): unknown {
  const { properties } = z.toJSONSchema(declarationOf(name).data) as { properties: Record<string, unknown> }
  return JSON.parse(
    JSON.stringify(properties, (key, value) =>
      key === 'pattern' || key === 'additionalProperties' ? undefined : value,
    ),
  )
}
