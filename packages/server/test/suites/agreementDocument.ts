/** `docs/check.md`, from the rows that are tested. */
import type { Row } from "./agreementSuite.ts"

type Documented = Pick<Row<never>, "situation" | "check" | "create">

const introduction = `# What check says, and what a backup does then

\`camunda-backup check\`, and \`GET /api/v1/check\`, look at everything that a backup depends on and change nothing. The law they keep:

> Of a component there is an **error** exactly when a backup of it that is taken now would be refused, or would end otherwise than \`COMPLETED\` for
> a reason that can be known.

So a check without errors is a promise for this moment, and a backup that is running is an error like any other reason why a second one is refused; it passes by
itself. A **warning** is something that an operator should know, and no backup fails of it. **Skipped** is what was not looked at, for want of a privilege or because Elasticsearch does not offer it: \`Cannot look\`, and the privilege by
Elasticsearch's name for it. Nothing is wrong then, and nothing is known. What is asked, and what a role without one of them lacks: [security.md](security.md#roles-in-elasticsearch).

Each row below is a test: the situation is made, \`check\` is asked, and then a backup is taken. This page is written from those tests.

| situation | check says | a backup that is taken then |
| --- | --- | --- |
`

/** Proved by core's `judgeSchedule.test.ts` and `checkSchedules.test.ts`: a schedule takes days. */
const schedules = `
## Schedules

\`backup-schedule\` and \`drill-schedule\` tell of each schedule that is set where the check is made: at the server, or with \`--direct\` in the settings of the command.
None of it refuses a backup that is taken by hand, so that nothing here is an error.

| situation | check says |
| --- | --- |
| all is well | ok, with the next time, and what the last one began and how it ended |
| it is paused | **warning**: by whom and since when |
| its last time was skipped | **warning**: the reason |
| what its last time began did not end as \`COMPLETED\`, or is a drill that did not succeed | **warning**: the state of each component, and the reason |
| retention stopped after its last backup | **warning**: the reason |
| a time has come more than a minute ago, and nothing has begun | **warning**: since when, and until when it is tried |
| the window of a time has passed, and the journal has no record of it | **warning**: no server has acted on it |
| the journal has no record of the schedule | **warning**: no server that acts on it has looked at it yet |
| none is set here | ok: backups are taken when somebody asks for one. Another process may still have one |
`

const said = (check: Documented["check"]): string => {
  const wrong = check.filter(([, severity]) => severity !== "ok")
  return wrong.length === 0
    ? "ok"
    : wrong.map(([what, severity]) => `**${severity}** \`${what}\``).join("<br>")
}

const outcomes = { "LEFT NOTHING": "ends before its first part; the reason is in its attempts" }

const result = (create: Documented["create"]): string => {
  if (typeof create !== "string") return `is refused with ${create[0]}`
  return create in outcomes ? outcomes["LEFT NOTHING"] : `ends as \`${create}\``
}

export const agreementDocument = (rows: ReadonlyArray<Documented>): string =>
  `${introduction}${rows.map((x) => `| ${x.situation} | ${said(x.check)} | ${result(x.create)} |\n`).join("")}${schedules}`
