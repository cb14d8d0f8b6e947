/** Characters that turn the writing around, take no room, or look like nothing, and half characters; but for what makes a keycap. */
const hidden =
  /(?!\ufe0f\u20e3)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff0-\uffff]/gu;
/**
 * What joins the signs of an emoji, or letters of scripts that need it, is a part of them; and so is what chooses one of several forms,
 * after a sign that has them.
 */
const parts: readonly (readonly [part: RegExp, of: RegExp])[] = [
  [
    /[\u200c\u200d]/,
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Sinh}\p{sc=Mlym}]$/u,
  ],
  [/[\ufe0e\ufe0f]/, /\p{Extended_Pictographic}$/u],
  [/[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u, /\p{Ideographic}$/u],
  [/[\u180b-\u180d\u180f]/, /\p{sc=Mong}$/u],
];
const lines = /[\n\r\t]/;

/**
 * A name as it stands on screen: what is in it is seen. Characters that nobody would see are reported by their number, and blanks at its
 * ends, or alone, by a sign, so that two names that differ look different and none is empty.
 */
export function visibleName(name: string): string {
  const shown = name.replaceAll(hidden, (sign, at: number) => shownSign(name, sign, at));
  return shown.replaceAll(/^\p{Zs}+|\p{Zs}+$/gu, (blanks) => '␣'.repeat(blanks.length));
}

/** The same for what stands within a sentence, which may be a longer text: line breaks, tabs and blanks beside words stay. */
export function visibleText(text: string): string {
  if (/^\p{Zs}+$/u.test(text)) return visibleName(text);
  return text.replaceAll(hidden, (sign, at: number) =>
    lines.test(sign) ? sign : shownSign(text, sign, at),
  );
}

function shownSign(text: string, sign: string, at: number): string {
  // One sign is enough to look at, which may be two units long.
  const before = text.slice(Math.max(0, at - 2), at);
  if (parts.some(([part, of]) => part.test(sign) && of.test(before))) return sign;
  const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[U+${number}]`;
}
