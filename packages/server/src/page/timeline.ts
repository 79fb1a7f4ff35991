/**
 * The newest backups as a picture: for each component a row of states, then how long each took and how large it is. Places along it are percentages and
 * sizes are pixels, so that nothing is stretched and text keeps its size in a narrow window.
 */
import { type BackupGroup, BackupState, Component, Quantities } from "@camunda-backup/core"
import { type Html, html, none } from "./html.ts"
import { levelOf, shapeOf, stateText } from "./marks.ts"
import { measuresOf } from "./measures.ts"
import { named } from "./named.ts"
import type { PageFacts } from "./PageFacts.ts"
import { timeScale } from "./timeScale.ts"

interface Column {
  readonly group: BackupGroup.BackupGroup
  /** `12.5%` */
  readonly x: string
  readonly took: number | null
  readonly bytes: number | null
}

/** Room for half a mark at both ends. */
const percent = (share: number): string => `${(2 + share * 96).toFixed(2)}%`

const laneHeight = 22
const captionHeight = 18
const barsHeight = 52
/** Between the words and the longest bar. */
const barsGap = 5
const axisHeight = 22

const lane = (component: Component.Component, columns: ReadonlyArray<Column>, top: number): Html =>
  html` <text class="caption" x="0" y="${top + 11}">${named(component)}</text>
    <line
      class="rule"
      x1="0"
      x2="100%"
      y1="${top + captionHeight + laneHeight / 2}"
      y2="${top + captionHeight + laneHeight / 2}"
    />
    ${columns.flatMap(({ group, x }) =>
      group.backups
        .filter((y) => y.component === component)
        .map(
          ({ state }) =>
            html`<svg
              class="mark ${levelOf(state)}"
              x="${x}"
              y="${top + captionHeight + laneHeight / 2}"
              overflow="visible"
            >
              ${shapeOf(state)}
            </svg>`
        )
    )}`

const bars = (
  caption: string,
  columns: ReadonlyArray<Column>,
  top: number,
  valueOf: (x: Column) => number | null,
  textOf: (value: number) => string
): Html => {
  const most = Math.max(0, ...columns.map((x) => valueOf(x) ?? 0))
  const floor = top + captionHeight + barsGap + barsHeight
  return html` <text class="caption" x="0" y="${top + 11}"
      >${caption}${most > 0 ? `, up to ${textOf(most)}` : ": not known"}</text
    >
    <line class="rule" x1="0" x2="100%" y1="${floor}" y2="${floor}" />
    ${columns.map((column) => {
      const value = valueOf(column)
      if (value === null || most === 0) return none
      const height = Math.max(1.5, (value / most) * barsHeight)
      const isGood = column.group.backups.every((x) => x.state === "COMPLETED")
      return html`<line
        class="bar${isGood ? "" : " unsound"}"
        x1="${column.x}"
        x2="${column.x}"
        y1="${floor}"
        y2="${(floor - height).toFixed(1)}"
      />`
    })}`
}

const legend = (columns: ReadonlyArray<Column>): Html => {
  const states = new Set(columns.flatMap((x) => x.group.backups.map((y) => y.state)))
  return html`<ul class="legend">
    ${BackupState.all.filter((x) => states.has(x)).map((x) => html`<li>${stateText(x)}</li>`)}
  </ul>`
}

/** Of a row of states, from the top. */
const laneTop = (i: number): number => i * (captionHeight + laneHeight + 6)

/** Of a row of bars: they stand below those of states. */
const barsTop = (i: number): number =>
  laneTop(Component.all.length) + i * (captionHeight + barsGap + barsHeight + 10) + 6

/** What the picture shows, for who does not see it; each backup stands in the table below it. */
const described = (columns: ReadonlyArray<Column>): string => {
  const counts = BackupState.all.flatMap((state) => {
    const n = columns.filter((x) => x.group.backups.some((y) => y.state === state)).length
    return n === 0 ? [] : [`${n} ${state}`]
  })
  const longest = Math.max(0, ...columns.map((x) => x.took ?? 0))
  const largest = Math.max(0, ...columns.map((x) => x.bytes ?? 0))
  return [
    `${Quantities.count(columns.length, "backup")} in the order of time: ${counts.join(", ")}.`,
    ...(longest > 0 ? [`The longest took ${Quantities.took(longest)}.`] : []),
    ...(largest > 0 ? [`The largest has ${Quantities.bytes(largest)}.`] : []),
    "The table of backups has all of it."
  ].join(" ")
}

/** Nothing where no backup has begun. */
export const timeline = ({ factsOf, groups }: PageFacts, now: number): Html => {
  const begun = groups.flatMap((group) => (group.startedAt === null ? [] : [{ group, at: group.startedAt }]))
  const oldest = begun.at(-1)
  if (oldest === undefined) return none
  const scale = timeScale(oldest.at, now)
  const columns = begun.map(({ at, group }): Column => {
    const { bytes, tookMillis } = measuresOf(group.backups, factsOf)
    return { group, x: percent(scale.of(at)), took: tookMillis, bytes }
  })
  const axis = barsTop(2) + 2
  return html` <figure>
    <svg
      class="timeline"
      role="img"
      aria-labelledby="timeline-title timeline-text"
      width="100%"
      height="${axis + axisHeight}"
    >
      <title id="timeline-title">Timeline of backups</title>
      <desc id="timeline-text">${described(columns)}</desc>
      ${Component.all.map((x, i) => lane(x, columns, laneTop(i)))}
      ${bars("Duration", columns, barsTop(0), (x) => x.took, Quantities.took)}
      ${bars("Size", columns, barsTop(1), (x) => x.bytes, Quantities.bytes)}
      ${scale.ticks.map(
        ({ at, label }) =>
          html`<line
              class="tick"
              x1="${percent(scale.of(at))}"
              x2="${percent(scale.of(at))}"
              y1="0"
              y2="${axis}"
            /><text class="date" x="${percent(scale.of(at))}" y="${axis + 14}">${label}</text>`
      )}
    </svg>
    <figcaption>${legend(columns)}</figcaption>
  </figure>`
}
