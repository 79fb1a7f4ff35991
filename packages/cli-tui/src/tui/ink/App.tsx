/** The terminal's side of the program: the only component that listens to keys and sizes. What is drawn is decided by `view/frame.ts`. */
import { useApp, useInput, usePaste, useWindowSize } from "ink"
import { useEffect, useState, useSyncExternalStore } from "react"
import { dispatch } from "../keymap/dispatch.ts"
import type { Store } from "../shell/Store.ts"
import { makeLines, Screen } from "./Screen.tsx"
import { strokesOf } from "./strokeOf.ts"

/** Gives the terminal back, runs its argument, and takes the terminal again. */
export type Away = (during: () => Promise<void>) => Promise<void>

interface Props {
  readonly store: Store
  /** Is handed `Away` once there is a screen. */
  readonly onReady: (away: Away) => void
}

export const App = ({ onReady, store }: Props) => {
  const { suspendTerminal } = useApp()
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal])
  const [linesOf] = useState(makeLines)
  const lines = useSyncExternalStore(store.subscribe, () => linesOf(store.get()))
  const { columns, rows } = useWindowSize()
  useEffect(() => {
    const { size } = store.get()
    if (size.columns !== columns || size.rows !== rows) store.send({ _tag: "Resized", columns, rows })
  }, [store, columns, rows])
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
  return <Screen lines={lines} />
}
