/** What a person at a browser sees in the place of the page when the request is refused: what is wrong, and what to do there. */
import { Quantities } from "@camunda-backup/core"
import { head } from "./head.ts"
import { html } from "./html.ts"
import { levelMark } from "./marks.ts"
import { reason } from "./reason.ts"
import { problemOf } from "../http/apiProblem.ts"
import type { RequestError } from "../http/RequestError.ts"

interface Words {
  readonly heading: string
  readonly next: string
}

/** Where a program is told something that a person at a browser cannot do. */
const wordsOf = (error: RequestError, retryAfterSeconds: number | null): Words => {
  if (error._tag === "Unauthenticated")
    return {
      heading: error.sent ? "Name and token do not fit" : "You are not signed in",
      next: "Load the page again: the browser asks for a name of the access file, and as the password for the token of that name."
    }
  if (error._tag === "TooManyRequests") {
    const wait = retryAfterSeconds === null ? "a minute" : Quantities.exactDuration(retryAfterSeconds * 1000)
    return { heading: "Too many requests", next: `Wait ${wait}, then load the page again.` }
  }
  if (error._tag === "ParameterInvalid" || error._tag === "ParameterUnknown")
    return { heading: "The address is not right", next: "Load the page without parameters." }
  const { hint, title } = problemOf(error)
  return { heading: title, next: hint ?? "" }
}

/** Tells nothing but what the answer to a program tells. */
export const refusalText = (error: RequestError, retryAfterSeconds: number | null): string => {
  const { heading, next } = wordsOf(error, retryAfterSeconds)
  return html`<!doctype html>
    <html lang="en">
      ${head(html`${heading}`, "bad")}
      <body>
        <header><p class="name">camunda-backup</p></header>
        <main id="main">
          <h1 class="bad">${levelMark("bad")} ${heading}</h1>
          <section class="first">
            <p>${reason(error.message)}</p>
            <p class="about">${next} <a href="./">Load the status page</a></p>
          </section>
        </main>
        <footer><p>Nothing of the backups is shown here.</p></footer>
      </body>
    </html> `.markup
}
