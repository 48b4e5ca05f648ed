/** @module The measures of GB/T 9704-2012 (party and government documents) in twips, 1/1440 inch, for every other file here. */

/** A4 with 37 mm above, 28 mm at the binding edge, and a type area of 156 x 225 mm (clause 5.2.1). */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 2098,
  left: 1588,
  right: 1474,
  bottom: 1984,
  header: 851,
  /** Puts the page number's dash 7 mm under the type area (clause 7.5). */
  footer: 1446,
} as const;

/** 156 mm: the width of the type area. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** Characters to a line (clause 5.2.3). */
export const CELLS = 28;

/** The room of one 3号 character when 28 fill the line. */
export const CELL = TEXT_WIDTH / CELLS;

/**
 * From line to line: 225 mm / 22 lines = 579.8, and 580 would leave room for 21 only. Always exact, so that a taller
 * stand-in font or an emoji cannot push a line off the grid.
 */
export const PITCH = 579;

/**
 * A 3号 character is 16 pt wide in Word, a 28th of the line 15.79 pt. Setting characters closer by 1/4 pt reaches 28 in
 * every program; a character grid (`linesAndChars`) with negative spacing does not: LibreOffice 7.4 sets half of them.
 */
export const TRACKING = -5;

/** Type sizes in half points, by their Chinese names. */
export const SIZE = { two: 44, three: 32, four: 28, comment: 21 } as const;

/** The title's pitch (36 pt: one 2号 character and 7/8 of a 3号 one, clause 3.2) and how many fit on its line. */
export const TITLE = { pitch: 720, cells: 20 } as const;
