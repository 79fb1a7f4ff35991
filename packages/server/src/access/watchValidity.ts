import { Option } from "effect"
import { dueAt, lookAgainIn, type Validity } from "./certificateValidity.ts"

/** The certificate that is served, and who is told in time that it ends. */
export interface ValidityWatch {
  /** This one is served from now on; `none`: it cannot be read. */
  readonly served: (validity: Option.Option<Validity>) => void
  readonly current: () => Option.Option<Validity>
  readonly stop: () => void
}

/** `nearing` is told when its end is near, then once a day, and when it has ended. */
export const watchValidity = (nearing: (validity: Validity, now: number) => void): ValidityWatch => {
  let current: Option.Option<Validity> = Option.none()
  let timer: NodeJS.Timeout | undefined
  const look = (validity: Validity): void => {
    const now = Date.now()
    if (now >= dueAt(validity)) nearing(validity, now)
    timer = setTimeout(() => look(validity), lookAgainIn(validity, now))
    timer.unref()
  }
  const stop = (): void => clearTimeout(timer)
  return {
    served: (validity) => {
      stop()
      current = validity
      if (Option.isSome(validity)) look(validity.value)
    },
    current: () => current,
    stop
  }
}
