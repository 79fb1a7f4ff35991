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

export const Screen = ({ model }: { readonly model: Model }) => (
  <Box flexDirection="column">
    {linesOf(model).map((text, i) => (
      // A line is its place on the screen; it has no other identity.
      // oxlint-disable-next-line react/no-array-index-key
      <Row key={i} text={text} />
    ))}
  </Box>
)
