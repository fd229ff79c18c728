import { expect, it } from 'vitest'
import { federate } from '../support/supergraph.ts'

const byReference = { __resolveReference: (reference: object) => reference }

it('@fromContext gives one entity other values in each place where it stands', async () => {
  const tours = {
    sdl: `
      type Query { tours: [Tour!]! }
      type Tour @key(fields: "id") { id: ID! language: String! city: City }
      type City @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        tours: () => [
          { id: '1', language: 'en', city: { id: 'rome' } },
          { id: '2', language: 'fr', city: { id: 'rome' } },
        ],
      },
      Tour: byReference,
      City: byReference,
    },
  }
  const cities = {
    sdl: 'type City @key(fields: "id") { id: ID! sights: [Sight] } type Sight @key(fields: "id") { id: ID! }',
    resolvers: { City: { ...byReference, sights: ({ id }: { id: string }) => [{ id: `forum of ${id}` }] } },
  }
  const guides = {
    sdl: `
      type Tour @key(fields: "id") @context(name: "tour") { id: ID! language: String! @external stops: [City] }
      type City @key(fields: "id") { id: ID! }
      type Sight @key(fields: "id") {
        id: ID! text(language: String @fromContext(field: "$tour { language }")): String
      }`,
    resolvers: {
      Sight: {
        ...byReference,
        text: ({ id }: { id: string }, { language }: { language: string }) => `${id}, in ${language}`,
      },
    },
  }
  const { run } = await federate({ tours, cities, guides }, 'rust')
  expect(await run('{ tours { city { sights { text } } } }')).toEqual({
    data: {
      tours: [
        { city: { sights: [{ text: 'forum of rome, in en' }] } },
        { city: { sights: [{ text: 'forum of rome, in fr' }] } },
      ],
    },
  })
})
