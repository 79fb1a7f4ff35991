/**
 * A table that is a list of cards where the window is narrow. The roles say what it is, because a style that lays cells out as blocks takes that from
 * them in some browsers.
 */
import { type Html, html, type Piece } from "./html.ts"

export interface Row {
  /** As many as there are heads; the first one names the row. */
  readonly cells: ReadonlyArray<Piece>
  /** Below the row, over its whole width. */
  readonly note?: Piece
}

/** Stands for what is not there: where cells are a list, it is left out. */
export const nothing = "—"

/** An amount that stays on one line. */
export const unbroken = (text: string): string => text.replaceAll(" ", "\u{A0}")

const cell = (head: string, piece: Piece, first: boolean): Html =>
  first
    ? html`<th role="rowheader" scope="row" data-head="${head}">${piece}</th>`
    : html`<td role="cell" data-head="${head}" ${piece === nothing ? html` class="nothing"` : null}>
        ${piece}
      </td>`

/** `labelledBy`: the id of its heading. */
export const table = (labelledBy: string, heads: ReadonlyArray<string>, rows: ReadonlyArray<Row>): Html =>
  html` <table role="table" aria-labelledby="${labelledBy}">
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((x) => html`<th role="columnheader" scope="col">${x}</th>`)}
      </tr>
    </thead>
    ${rows.map(
      ({ cells, note = null }) =>
        html`<tbody role="rowgroup">
          <tr role="row">
            ${cells.map((x, i) => cell(heads[i] ?? "", x, i === 0))}
          </tr>
          ${
            note === null
              ? null
              : html`<tr role="row" class="note">
                  <td role="cell" colspan="${heads.length}">${note}</td>
                </tr>`
          }
        </tbody>`
    )}
  </table>`
