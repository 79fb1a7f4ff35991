/** The page as one document. It loads nothing: no scripts, no fonts, no pictures but its own mark. */
import { Installation, Quantities } from "@camunda-backup/core"
import { backupsSection } from "./backupsSection.ts"
import { head } from "./head.ts"
import { type Html, html, none } from "./html.ts"
import { levelMark } from "./marks.ts"
import { moment } from "./moments.ts"
import type { PageFacts } from "./PageFacts.ts"
import { type PageView, refreshes } from "./PageView.ts"
import { reason } from "./reason.ts"
import { restoresSection } from "./restoresSection.ts"
import { runningSection } from "./runningSection.ts"
import { schedulesSection } from "./schedulesSection.ts"
import { components, keyFacts } from "./summary.ts"
import type { Trouble } from "./Trouble.ts"
import { findingsOf, levelOfAll, troublesOf, verdictOf } from "./troubles.ts"

const where = ({ embedded, surroundings }: PageView): Html =>
  embedded
    ? html`<p class="where">EMBEDDED MODE: an emulator in this process. Nothing here is a real backup.</p>`
    : surroundings === null
      ? html`<p class="where">Installation: not known yet</p>`
      : html`<p class="where">
          ${Installation.describe(surroundings.installation).map((x) => html`<span><bdi>${x}</bdi></span> `)}
        </p>`

const refreshing = ({ refresh }: PageView): Html => {
  const choice = (value: string | null, text: string) =>
    html`<li>
      <a
        href="${value === null ? "?" : `?refresh=${value}`}"
        ${value === refresh ? html` aria-current="true"` : null}
        >${text}</a
      >
    </li>`
  return html`<nav aria-label="Refresh">
    <span>Refresh</span>
    <ul>
      ${choice(null, "off")}${refreshes.map((x) => choice(x, Quantities.exactDuration(Number(x) * 1000)))}
    </ul>
  </nav>`
}

const troubleItem = ({ command, level, next, reasons, what }: Trouble): Html =>
  html` <li class="${level}">
    <p class="what">
      ${levelMark(level)} <span class="unseen">${level === "bad" ? "Wrong: " : "Warning: "}</span
      ><bdi>${what}</bdi>
    </p>
    ${reasons.map((x) => html`<div>${reason(x)}</div>`)}
    ${next === null && command === null ? null : html`<p class="next">${next === null ? null : html`<bdi>${next}</bdi>`} ${command === null ? null : html`<code>${command}</code>`}</p>`}
  </li>`

/** So many stand open. */
const mostOpen = 6

const troubleList = (troubles: ReadonlyArray<Trouble>): Html => {
  if (troubles.length === 0) return none
  const more = troubles.slice(mostOpen)
  return html` <section aria-labelledby="troubles">
    <h2 id="troubles">What needs attention</h2>
    <ul class="troubles">
      ${troubles.slice(0, mostOpen).map(troubleItem)}
    </ul>
    ${
      more.length === 0
        ? null
        : html`<details>
            <summary>${more.length} more</summary>
            <ul class="troubles">
              ${more.map(troubleItem)}
            </ul>
          </details>`
    }
  </section>`
}

const checked = (view: PageView): Html => {
  const report = view.surroundings?.report ?? null
  if (report === null || view.problem !== null) return html`Check: not made.`
  const found = findingsOf(view)
  const errors = found.filter((x) => x.severity === "error").length
  return html`Check: ${Quantities.count(errors, "error")},
  ${Quantities.count(found.length - errors, "warning")}, made ${Quantities.duration(view.now - report.at)}
  ago.`
}

const asOf = (view: PageView): Html =>
  html`<p class="about">
    As of ${moment(view.facts?.at ?? view.now, view.now)}.
    ${view.readingSince === null || view.facts === null ? null : "It is being read again, which takes longer than usual."}
    ${checked(view)}
  </p>`

const standing = (facts: PageFacts, now: number): Html => html`
  <section class="first" aria-labelledby="standing">
    <h2 id="standing" class="unseen">Where it stands</h2>
    ${keyFacts(facts, now)}
  </section>
`

const details = (facts: PageFacts, now: number): Html => html`
  ${runningSection(facts, now)} ${components(facts, now)} ${backupsSection(facts, now)}
  ${schedulesSection(facts, now)} ${restoresSection(facts, now)}
`

/** The whole text. */
export const pageText = (view: PageView): string => {
  const { facts, now } = view
  const troubles = troublesOf(view)
  const verdict = verdictOf(view, troubles)
  const level = levelOfAll(troubles)
  const cluster = view.surroundings?.installation.cluster ?? null
  return html`<!doctype html>
    <html lang="en">
      ${head(html`${verdict}${cluster === null ? null : ` · ${cluster}`}`, level)}
      <body>
        <a class="skip" href="#main">Skip to the state of backups</a>
        <header>
          <p class="name">camunda-backup</p>
          ${where(view)} ${refreshing(view)}
        </header>
        <main id="main" tabindex="-1">
          <h1 class="${level}">${levelMark(level)} ${verdict}</h1>
          ${asOf(view)} ${facts === null ? none : standing(facts, now)} ${troubleList(troubles)}
          ${facts === null ? none : details(facts, now)}
        </main>
        <footer>
          <p>Covers Operate and Tasklist only, not Zeebe and Optimize. All times are UTC.</p>
          <p>
            camunda-backup ${view.version} · <a href="metrics">metrics</a> ·
            <a href="openapi.json">API description</a> · <a href="actuator/health">health</a>
          </p>
        </footer>
      </body>
    </html> `.markup
}
