/** Path of the GraphQL endpoint, over HTTP and WebSockets alike. */
export const GRAPHQL_PATH = '/graphql'
