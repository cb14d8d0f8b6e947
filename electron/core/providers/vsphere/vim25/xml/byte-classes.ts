/** What a byte can mean to the tokenizer; bytes beyond ASCII are judged where their character is decoded. */

/** May begin a name. */
export const NAME_START = classOf((byte) => /[:A-Za-z_]/.test(byte) || byte > '\x7f');
/** May stand in a name. */
export const NAME_PART = classOf((byte) => /[-.:\w]/.test(byte) || byte > '\x7f');
/** White space of XML. */
export const SPACE = classOf((byte) => /[ \t\r\n]/.test(byte));
/**
 * Ends the quick way through a text: its end, or what has to be looked at. U+FFFE and U+FFFF, which XML does not allow, begin
 * with byte EF.
 */
export const TEXT_STOP = classOf((byte) => /[<&>\r\xef]|(?![\t\n])[\0-\x1f]/.test(byte));
/** The same for the value of an attribute. */
export const VALUE_STOP = classOf((byte) => /[<&"'\xef\0-\x1f]/.test(byte));

function classOf(belongs: (byte: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(belongs(String.fromCharCode(byte))));
}
