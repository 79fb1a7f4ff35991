/**
 * Server-sent events as the standard has them. Unlike parsers that tell only of events with data, it also tells of a bare id: that is how our server
 * says where a stream begins.
 */
import { Stream } from "effect"

/** What stood between two empty lines. */
export interface Block {
  /** `null`: none was sent. */
  readonly id: string | null
  readonly event: string
  readonly data: string
}

const nothing: Block = { id: null, event: "message", data: "" }

const withLine = (block: Block, line: string): Block => {
  const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
  if (field === "id") return { ...block, id: value }
  if (field === "event") return { ...block, event: value }
  return field === "data" ? { ...block, data: block.data === "" ? value : `${block.data}\n${value}` } : block
}

/** The blocks of a stream of lines, as soon as each is whole. Comments and what is not known are left out. */
export const blocks = <E, R>(lines: Stream.Stream<string, E, R>): Stream.Stream<Block, E, R> =>
  lines.pipe(
    Stream.mapAccum(
      () => nothing,
      (block, line) => {
        if (line !== "") return [withLine(block, line), []] as const
        const isEmpty = block.id === null && block.data === ""
        return [nothing, isEmpty ? [] : [block]] as const
      }
    )
  )
