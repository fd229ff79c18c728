interface Thumbnail {
  name: string
  url: string
  width: number
  height: number
}

/** The address of the thumbnail that stands best for a vertical video: the most upright one. */
export function choosePoster(thumbnails: readonly Thumbnail[]): string | undefined {
  return thumbnails.toSorted((a, b) => b.height / b.width - a.height / a.width)[0]?.url
}
