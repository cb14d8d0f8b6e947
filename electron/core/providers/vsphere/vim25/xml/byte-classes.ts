/** Bytes that mean something to the tokenizer. */
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const SLASH = 0x2f;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;

const ASCII = 0x80;
const CONTROLS = 0x20;
/** U+FFFE and U+FFFF, which XML does not allow, begin with it. */
const RARE_LEAD = 0xef;

// Of bytes beyond ASCII these tables know nothing: such a name is checked when it is decoded.

/** May begin a name. */
export const NAME_START = classOf((byte, text) => byte >= ASCII || /[:A-Z_a-z]/.test(text));
/** May stand in a name. */
export const NAME_PART = classOf((byte, text) => byte >= ASCII || /[-.:\w]/.test(text));
/** White space of XML. */
export const SPACE = classOf((_byte, text) => ' \t\r\n'.includes(text));
/** Ends the quick way through a text: its end, or what needs a closer look. */
export const TEXT_STOP = classOf(
  (byte, text) =>
    byte === RARE_LEAD || (byte < CONTROLS ? !'\t\n'.includes(text) : '<&>'.includes(text)),
);
/** The same for the value of an attribute. */
export const VALUE_STOP = classOf(
  (byte, text) => byte === RARE_LEAD || byte < CONTROLS || '<&"\''.includes(text),
);

/** A table with 1 for the bytes that belong to the class. */
function classOf(belongs: (byte: number, text: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(belongs(byte, String.fromCharCode(byte))),
  );
}
