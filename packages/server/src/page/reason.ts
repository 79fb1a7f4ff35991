import { type Html, html } from "./html.ts"

/** What fits into a few lines; the rest is behind a click, and what no person reads is left to the API. */
const short = 480
const most = 4000

/** A sentence of Elasticsearch, of the journal or of a client, whatever its length. It keeps its direction to itself. */
export const reason = (text: string): Html => {
  if (text.length <= short) return html`<bdi>${text}</bdi>`
  const rest = text.length > most ? `${text.slice(0, most)}… (${text.length} characters in all)` : text
  return html`<details class="long">
    <summary><bdi>${text.slice(0, short - 40)}…</bdi></summary>
    <p><bdi>${rest}</bdi></p>
  </details>`
}
