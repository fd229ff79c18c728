import { z } from 'zod'
import { fullStatus, publicStatus } from '../http/use-status.ts'

/** The gateway's own routes, in OpenAPI 3.1. */
export const GATEWAY_PATHS: Record<string, Record<string, Record<string, unknown>>> = {
  '/graphql': {
    post: route(
      'graphql',
      'Runs an operation of the graph; the explorer at the same address shows what it offers.',
      {
        security: [{}, { bearer: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  query: { type: 'string' },
                  documentId: {
                    type: 'string',
                    description: 'SHA-256 of a document that is known, in its place.',
                  },
                  operationName: { type: ['string', 'null'] },
                  variables: { type: ['object', 'null'] },
                  extensions: { type: ['object', 'null'] },
                },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'The answer, whole or in part.',
            content: {
              'application/graphql-response+json': {
                schema: {
                  type: 'object',
                  properties: {
                    data: { type: ['object', 'null'] },
                    errors: { type: 'array', items: { type: 'object' } },
                    extensions: { type: 'object' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    ),
  },
  '/health': { get: route('health', 'Whether the gateway runs.') },
  '/ready': {
    get: route('ready', 'Whether Redis and every service can be used.', {
      responses: { 200: json('They can.'), 503: json('One of them cannot; the answer names it.') },
    }),
  },
  '/status': {
    get: route(
      'status',
      'Which services are ready; with the right `operations:read` everything about them.',
      {
        security: [{}, { bearer: [] }],
        responses: {
          200: {
            description: 'How everything is.',
            content: {
              'application/json': { schema: { anyOf: [jsonSchema(fullStatus), jsonSchema(publicStatus)] } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    ),
  },
  '/api/v1/auth/ws-ticket': {
    post: route('ws_ticket', 'A ticket for the event stream at /ws, good once and for 30 seconds.', {
      security: [{ bearer: [] }],
      responses: {
        200: {
          description: 'The ticket.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['ticket', 'expires_in'],
                properties: { ticket: { type: 'string' }, expires_in: { type: 'integer' } },
              },
            },
          },
        },
        401: { $ref: '#/components/responses/Unauthenticated' },
        default: { $ref: '#/components/responses/Error' },
      },
    }),
  },
  '/metrics': {
    get: route('metrics', "Measurements in Prometheus' format.", {
      responses: { 200: { description: 'The measurements.', content: { 'text/plain': {} } } },
    }),
  },
  '/openapi.json': { get: route('openapi', 'This document.') },
  '/files/{key}': {
    get: route('file', 'A file by its signed address, whole or in part.', {
      parameters: [
        {
          name: 'key',
          in: 'path',
          required: true,
          description: 'May hold slashes.',
          schema: { type: 'string' },
        },
        { name: 'expires', in: 'query', required: true, schema: { type: 'integer' } },
        { name: 'signature', in: 'query', required: true, schema: { type: 'string' } },
        { name: 'range', in: 'header', required: false, schema: { type: 'string' } },
      ],
      responses: {
        200: { description: 'The file.' },
        206: { description: 'The part that was asked for.' },
        416: { description: 'The file has no such part.' },
        default: { $ref: '#/components/responses/Error' },
      },
    }),
  },
}

function jsonSchema(schema: z.ZodType) {
  const { $schema: _, ...told } = z.toJSONSchema(schema)
  return told
}

function json(description: string) {
  return { description, content: { 'application/json': { schema: { type: 'object' } } } }
}

function route(name: string, summary: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    operationId: `gateway_${name}`,
    tags: ['gateway'],
    summary,
    security: [],
    responses: { 200: json('It went well.') },
    ...more,
  }
}
