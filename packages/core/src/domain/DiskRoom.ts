/** The disk of a data node, and how much of it Elasticsearch lets a restore fill. */
import { Option } from "effect"

/** The disk of one data node, in bytes. */
export interface DiskRoom {
  readonly node: string
  readonly totalBytes: number
  readonly availableBytes: number
}

/** The low watermark, as Elasticsearch says it: `85%`, `0.85`, or what has to stay free, `50gb`. */
export interface Watermark {
  readonly low: string
  /** Bytes above which a percentage asks for no more free space, as `200GB`; `-1` for none. */
  readonly lowMaxHeadroom: string
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50
}

/** Bytes of Elasticsearch's text, e.g. `200GB`; `none` when it is not one. */
export const parseBytes = (text: string): Option.Option<number> => {
  const [, number, unit = ""] = /^([0-9]+(?:\.[0-9]+)?)([kmgtp]?b)$/.exec(text.trim().toLowerCase()) ?? []
  const factor = units[unit]
  return number === undefined || factor === undefined ? Option.none() : Option.some(Number(number) * factor)
}

/** How much may be put on it before Elasticsearch assigns no more shards to it; never negative. `null`: no watermark. */
export const room = (disk: DiskRoom, watermark: Watermark | null): number => {
  if (watermark === null) return disk.availableBytes
  const text = watermark.low.trim()
  const percent = /^([0-9]+(?:\.[0-9]+)?)%$/.exec(text)?.[1]
  const ratio = percent !== undefined ? Number(percent) / 100 : Number(text)
  const keepsFree = Number.isFinite(ratio)
    ? Math.min(
        disk.totalBytes * (1 - ratio),
        Option.getOrElse(parseBytes(watermark.lowMaxHeadroom), () => Number.POSITIVE_INFINITY)
      )
    : Option.getOrElse(parseBytes(text), () => disk.totalBytes * 0.15)
  return Math.max(0, disk.availableBytes - keepsFree)
}
