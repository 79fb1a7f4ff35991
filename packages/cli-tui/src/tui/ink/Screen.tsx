import { Box, Text } from "ink"
import { memo } from "react"
import type { Model } from "../model/Model.ts"
import { themes } from "../theme/themes.ts"
import { frame } from "../view/frame.ts"
import { painted } from "../view/Line.ts"
import { spoken } from "../view/spoken.ts"

/** An unchanged line is not drawn again. */
const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>)
Row.displayName = "Row"

const linesOf = (model: Model): ReadonlyArray<string> =>
  model.options.screenReader
    ? spoken(model)
    : frame(model).map((x) => painted(x, themes[model.options.theme]))

export type Lines = ReadonlyArray<string>

/** The lines of a model: the same value as before while they read the same, since most that happens changes nothing that is shown. */
export const makeLines = (): ((model: Model) => Lines) => {
  let model: Model | null = null
  let lines: Lines = []
  return (next) => {
    if (next === model) return lines
    model = next
    const fresh = linesOf(next)
    if (fresh.length !== lines.length || fresh.some((x, i) => x !== lines[i])) lines = fresh
    return lines
  }
}

export const Screen = ({ lines }: { readonly lines: Lines }) => (
  <Box flexDirection="column">
    {lines.map((text, i) => (
      // A line is its place on the screen; it has no other identity.
      // oxlint-disable-next-line react/no-array-index-key
      <Row key={i} text={text} />
    ))}
  </Box>
)
