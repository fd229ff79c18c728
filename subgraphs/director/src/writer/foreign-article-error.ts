import { OrionError } from '@orion/common'
import type { Article } from './article.ts'

/** The article is in a language that the writer does not read. */
export class ForeignArticleError extends OrionError {
  constructor({ topic }: Article) {
    super(
      `“${topic.slice(0, 120)}” is not in English, and the embedded writer and voices know no other language. ` +
        'Choose another trend, or name a language model first in DIRECTOR_WRITERS: it writes in English.',
      { code: 'FOREIGN_ARTICLE', status: 422 },
    )
  }
}
