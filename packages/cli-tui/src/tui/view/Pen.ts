/** What the screen is drawn with: fine strokes, or ASCII on request. */
import { ascii, fine, type Sign, type Strokes } from "../theme/glyphs.ts"
import type { Model } from "../model/Model.ts"
import { type Span, span } from "./Line.ts"

export interface Pen extends Strokes {
  readonly isAscii: boolean
}

export const penOf = (model: Model): Pen =>
  model.options.ascii ? { ...ascii, isAscii: true } : { ...fine, isAscii: false }

export const glyph = (sign: Sign, pen: Pen): string => (pen.isAscii ? sign.ascii : sign.glyph)

export const signed = (sign: Sign, word: string, pen: Pen): Span =>
  span(`${glyph(sign, pen)} ${word}`, sign.role)
