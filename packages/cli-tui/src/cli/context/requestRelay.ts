/** Requests as they are sent and answered, for whoever listens: the terminal UI comes after the services that send them. */
import type { Sending } from "@camunda-backup/core"

type Told = Required<Pick<Sending, "onAnswer" | "onRequest">>

export interface RequestRelay extends Told {
  /** From here on; one listener at a time. */
  readonly listen: (told: Told) => void
}

export const requestRelay = (first: Partial<Told> = {}): RequestRelay => {
  let told: Partial<Told> = first
  return {
    listen: (next) => {
      told = next
    },
    onRequest: (begun) => told.onRequest?.(begun),
    onAnswer: (sent) => told.onAnswer?.(sent)
  }
}
