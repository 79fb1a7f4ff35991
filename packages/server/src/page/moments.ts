/** Times as a reader and a program see them: in UTC, with the age beside. */
import { Quantities } from "@camunda-backup/core"
import { type Html, html } from "./html.ts"

/** `2025-06-03 07:55:15`. */
export const time = (at: number): Html =>
  html`<time datetime="${Quantities.rfc3339(at)}">${Quantities.utc(at)}</time>`

/** `3h 12m ago`, `in 5h 10m`. */
export const away = (at: number, now: number): string =>
  at > now ? `in ${Quantities.duration(at - now)}` : `${Quantities.duration(now - at)} ago`

/** `2025-06-03 07:55:15 UTC, 3h 12m ago`. */
export const moment = (at: number, now: number): Html => html`${time(at)} UTC, ${away(at, now)}`

/** For a column whose head says that it is UTC. */
export const timeAndAge = (at: number, now: number): Html =>
  html`${time(at)} <span class="aside">${away(at, now)}</span>`
