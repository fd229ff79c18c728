import type { Answer } from '../execution/executor.ts'
import { answerText } from '../graphql/answer-result.ts'

/** The answer to one event, written once for all who get it. */
export class LiveAnswer {
  /** The event's id, by which a client can resume; null where the source has none. */
  readonly eventId: string | null
  private readonly answer: Answer
  private readonly tellsId: boolean
  private written: string | null = null
  private bytes: Buffer | null = null

  /** @param tellsId whether the client is told the event's id, in `extensions.eventId` */
  constructor(answer: Answer, eventId: string | null = null, tellsId = false) {
    this.answer = answer
    this.eventId = eventId
    this.tellsId = tellsId
  }

  /** The execution result as JSON. */
  get text(): string {
    if (this.written === null) {
      const text = answerText(this.answer)
      this.written =
        this.tellsId && this.eventId !== null
          ? `${text.slice(0, -1)},"extensions":{"eventId":${JSON.stringify(this.eventId)}}}`
          : text
    }
    return this.written
  }

  /** What follows `"payload":` in a `next` message of the graphql-ws protocol. */
  get payloadBytes(): Buffer {
    this.bytes ??= Buffer.from(`${this.text}}`)
    return this.bytes
  }
}
