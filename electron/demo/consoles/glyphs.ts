/**
 * The characters that guests show, five dots wide and seven high: a line a character from the space on, a digit of base 32 for each row, whose
 * highest bit is the dot on the left. Drawn for the demo servers.
 */
const drawn =
  '0000000 4444004 aaa0000 aavavaa 4fke5u4 op248j3 cik8lid 4480000 2488842 8422248 04lel40 044v440 0000c48 000v000 00000cc 01248g0 ' +
  'ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc0cc0 0cc0c48 248g842 00v0v00 8421248 eh12404 ' +
  'eh1dlle ehhvhhh uhhuhhu ehggghe uhhhhhu vgguggv vgguggg ehgnhhf hhhvhhh e44444e 72222ic hikokih ggggggv hrllhhh hpljhhh ehhhhhe ' +
  'uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hha4444 v1248gv e88888e 0g84210 e22222e 4ah0000 000000v ' +
  '8420000 00e1fhf gguhhhu 00egghe 11fhhhf 00ehvge 698s888 00fhf1e ggmphhh 40c444e 20622ic ggikoki c44444e 00qllll 00mphhh 00ehhhe ' +
  '00uhugg 00fhf11 00mpggg 00ege1u 88s8896 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhf1e 00v248v 2448442 4444444 8442448 008l200';

const rows: readonly (readonly number[])[] = drawn
  .split(' ')
  .map((glyph) => Array.from(glyph, (digit) => Number.parseInt(digit, 32)));

/** Dots of a cell: a character is drawn at double height, with a dot of room around it. */
export const cellWidth = 8;
export const cellHeight = 16;

/** Whether the dot of a character's cell is set. What there is no drawing of shows as a question mark. */
export function isSet(character: string, x: number, y: number): boolean {
  const glyph = rows[character.charCodeAt(0) - 32] ?? rows[31];
  const column = x - 1;
  if (column < 0 || column > 4 || y < 1) return false;
  return (((glyph?.[(y - 1) >> 1] ?? 0) >> (4 - column)) & 1) === 1;
}
