/** Characters that turn the writing around, take no room, or look like nothing, and half characters. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0\ufff0-\uffff]/gu;
/** What joins the signs of an emoji, or letters of scripts that need it, is a part of them. */
const joiner = /[\u200c\u200d]/;
const joinable =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Sinh}\p{sc=Mlym}]$/u;
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
  if (joiner.test(sign) && joinable.test(text.slice(0, at))) return sign;
  const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[U+${number}]`;
}
