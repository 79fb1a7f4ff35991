/** How wide a stream is drawn; `null` when it is no terminal. `COLUMNS` wins over what the terminal says, as in other programs. */
export const columnsOf = (
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  variable: string | undefined
): number | null => {
  if (stream.isTTY !== true) return null
  const said = /^[1-9][0-9]{0,3}$/.test(variable ?? "") ? Number(variable) : null
  // A terminal that does not know its size says 0.
  return said ?? (stream.columns === undefined || stream.columns === 0 ? 80 : stream.columns)
}
