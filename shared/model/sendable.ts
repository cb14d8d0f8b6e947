/**
 * What no protocol of a server can carry: XML has no way to write most control characters, half of a surrogate pair and U+FFFE, and
 * JSON-RPC servers refuse them.
 */
const unsendable =
  // oxlint-disable-next-line no-control-regex -- It is what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/** Whether a text of one or many lines can be sent to a server. */
export function isSendable(text: string): boolean {
  return !unsendable.test(text);
}

/** The same for names and passwords, in which a line break or a tab is a slip of the clipboard. */
export function isSendableLine(text: string): boolean {
  return isSendable(text) && !/\p{Cc}/u.test(text);
}
