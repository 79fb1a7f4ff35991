/** What stands in the head of every document. */
import { Html, html } from "./html.ts"
import { style } from "./style.ts"

const colours = { good: "%23287a4b", warn: "%23b86e00", bad: "%23c4302b" } as const

/** In the tab of the browser: a shape for each level. */
const icons = {
  good: "<circle cx='8' cy='8' r='7'/>",
  warn: "<path d='M8 1 15 14H1Z'/>",
  bad: "<path d='M1 1H15V15H1Z'/>"
} as const

const icon = (level: keyof typeof icons): Html =>
  new Html(
    `<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='${colours[level]}'>${icons[level]}</svg>">`
  )

/** To the letter: the policy has its hash. */
const styled = new Html(`<style>${style}</style>`)

export const head = (title: Html, level: keyof typeof icons): Html => html`
  <head>
    <meta charset="utf-8" />
    <title>${title} · camunda-backup</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${icon(level)} ${styled}
  </head>
`
