/** The filter of the list: words that must all match; `!word` must not; `state:failed`, `version:8.7`, `label:env=prod`, `age:<7d`, `age:>12h`. */
import { Annotation, Backup, Quantities } from "@camunda-backup/core"
import { Option } from "effect"
import type { Facts, Model, Sort } from "./Model.ts"
import { factsKey } from "./Model.ts"
import type { Row } from "./Row.ts"

type Test = (row: Row) => boolean

const ageTest = (text: string, now: number): Test | null => {
  const [, sign, age = ""] = /^([<>])(.+)$/.exec(text) ?? []
  return Option.match(Quantities.readAge(age), {
    onNone: () => null,
    onSome: (limit) => (row) =>
      row.startedAt !== null && (sign === "<" ? now - row.startedAt < limit : now - row.startedAt > limit)
  })
}

const statesOf = (row: Row): string =>
  [...row.backups.values()]
    .map((x) => x.state)
    .join(" ")
    .toLowerCase()

const annotationsOf = (row: Row): ReadonlyArray<Annotation.Annotation> =>
  [...row.backups.values()].map(Backup.annotationOf)

const wordTest = (word: string, now: number): Test => {
  const [field = "", ...others] = word.split(":")
  const value = others.join(":")
  if (others.length > 0 && value === "") return () => true
  if (field === "state" && value !== "") return (row) => statesOf(row).includes(value)
  if (field === "version" && value !== "") return (row) => row.versions.some((x) => x.startsWith(value))
  if (field === "label" && value !== "")
    return (row) =>
      annotationsOf(row).some((x) =>
        Annotation.formatLabels(x).some((y) => y.toLowerCase().startsWith(value))
      )
  if (field === "age" && value !== "") return ageTest(value, now) ?? (() => true)
  return (row) =>
    row.key.includes(word) ||
    statesOf(row).includes(word) ||
    row.versions.some((x) => x.includes(word)) ||
    annotationsOf(row).some((x) => Annotation.contains(x, word))
}

export const filterTest = (filter: string, now: number): Test => {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((x) => x !== "" && x !== "!")
  const tests = words.map((word): Test => {
    if (!word.startsWith("!")) return wordTest(word, now)
    const test = wordTest(word.slice(1), now)
    return (row) => !test(row)
  })
  return (row) => tests.every((test) => test(row))
}

/** All components together; `null` when it is not known for any. */
export const bytesOf = (row: Row, facts: ReadonlyMap<string, Facts>): number | null => {
  let sum: number | null = null
  for (const component of row.backups.keys())
    for (const { bytes } of facts.get(factsKey(component, row.key))?.details.parts ?? [])
      if (bytes !== null) sum = (sum ?? 0) + bytes
  return sum
}

const order = ["FAILED", "INCOMPLETE", "INCOMPATIBLE", "IN_PROGRESS", "COMPLETED"]

const sorted = (rows: ReadonlyArray<Row>, sort: Sort, facts: Model["facts"]): ReadonlyArray<Row> => {
  switch (sort) {
    case "newest":
      return rows
    case "oldest":
      return rows.toReversed()
    case "state":
      return rows.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    case "size": {
      const sizes = new Map(rows.map((row) => [row.key, bytesOf(row, facts) ?? -1]))
      return rows.toSorted((a, b) => (sizes.get(b.key) ?? -1) - (sizes.get(a.key) ?? -1))
    }
  }
}

/** Not COMPLETED, or not in every component. */
const isProblem = (row: Row, components: number): boolean =>
  row.state !== "COMPLETED" || row.backups.size < components

export const visibleRows = (model: Model): ReadonlyArray<Row> => {
  const { facts, filter, now, options, problemsOnly, rows, sort } = model
  const test = filterTest(filter, now)
  const kept =
    filter === "" && !problemsOnly
      ? rows
      : rows.filter((row) => test(row) && (!problemsOnly || isProblem(row, options.components.length)))
  return sorted(kept, sort, facts)
}
