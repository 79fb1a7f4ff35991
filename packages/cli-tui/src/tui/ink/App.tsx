/** What Ink does here: keys and pasted text, handing over the terminal, and the sentences of a screen reader. Other frames are painted by `painter.ts`. */
import { useApp, useInput, usePaste } from "ink"
import { useEffect } from "react"
import { dispatch } from "../keymap/dispatch.ts"
import type { Store } from "../shell/Store.ts"
import { Spoken } from "./Spoken.tsx"
import { strokesOf } from "./strokeOf.ts"

/** Gives the terminal back, runs its argument, and takes the terminal again. */
export type Away = (during: () => Promise<void>) => Promise<void>

interface Props {
  readonly store: Store
  readonly isSpoken: boolean
  /** Is handed `Away` once keys are heard. */
  readonly onReady: (away: Away) => void
}

export const App = ({ isSpoken, onReady, store }: Props) => {
  const { suspendTerminal } = useApp()
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal])
  useInput((input, key) => {
    for (const stroke of strokesOf(input, key)) {
      const msg = dispatch(store.get(), stroke)
      if (msg !== null) store.send(msg)
    }
  })
  usePaste((text) => {
    const msg = dispatch(store.get(), text)
    if (msg?._tag === "Typed") store.send(msg)
  })
  return isSpoken ? <Spoken store={store} /> : null
}
