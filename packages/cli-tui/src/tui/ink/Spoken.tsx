/** Sentences for a screen reader, drawn by Ink below what stands in the terminal already. */
import { Box, Text } from "ink"
import { memo, useState, useSyncExternalStore } from "react"
import type { Store } from "../shell/Store.ts"
import { makeLines } from "./lines.ts"

/** An unchanged line is not drawn again. */
const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>)
Row.displayName = "Row"

export const Spoken = ({ store }: { readonly store: Store }) => {
  const [linesOf] = useState(makeLines)
  const lines = useSyncExternalStore(store.subscribe, () => linesOf(store.get()))
  return (
    <Box flexDirection="column">
      {lines.map((text, i) => (
        // A line is its place on the screen; it has no other identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Row key={i} text={text} />
      ))}
    </Box>
  )
}
