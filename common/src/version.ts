import manifest from '../package.json' with { type: 'json' }

/** The version of Orion, as in its packages. */
export const VERSION: string = manifest.version
