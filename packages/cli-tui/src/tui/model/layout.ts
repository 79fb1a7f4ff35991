/** How many lines each area has. The only arithmetic of the screen, for drawing and for scrolling alike. */

interface Size {
  readonly columns: number
  readonly rows: number
}

export const smallest: Size = { columns: 60, rows: 16 }

export const isTooSmall = ({ columns, rows }: Size): boolean =>
  columns < smallest.columns || rows < smallest.rows

/** On a low screen, lines that are only helpful are left out. */
export const isLow = ({ rows }: Size): boolean => rows < 20

/** Between the borders, with a blank at each side. */
export const innerWidth = ({ columns }: Size): number => Math.max(1, columns - 4)

/** Without borders, header, message and footer. */
export const bodyHeight = (size: Size): number => Math.max(1, size.rows - (isLow(size) ? 7 : 9))

/** Without the heading of the columns, and the line above it. */
export const listHeight = (size: Size): number => bodyHeight(size) - (isLow(size) ? 1 : 2)
