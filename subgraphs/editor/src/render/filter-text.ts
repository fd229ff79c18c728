/**
 * Writes a file path as the value of a filter option inside a filter graph, where two parsers read it, one after
 * the other. https://ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping
 */
export function filterPath(path: string): string {
  return path.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}
