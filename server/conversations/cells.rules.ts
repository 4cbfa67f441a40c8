/** Cells of a row, as a plain line: `Lunes | 9:00`, and behind a name its value, `Lunes: 9:00`. Empty ones, which only lay out, say nothing. */
export const rowOf = (cells: string[]): string =>
  cells
    .map((cell) => cell.trim())
    .filter(Boolean)
    .reduce((row, cell) => (row ? `${row}${row.endsWith(':') ? '' : ' |'} ${cell}` : cell), '')
