import { JsonMender } from './json-mender.ts';

// A text, a sign of structure, blanks, or anything else up to the next of these.
const PARTS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\s+|[^{}[\],:\s"]+|"/gs;
const LITERAL = /^(?:true|false|null|-?Infinity|NaN|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const NON_FINITE = /^-?(?:Infinity|NaN)$/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|\\/g;
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const CONTROL = /[\u0000-\u001f]/g;

/**
 * The same JSON with values that are none made texts: control characters within a text are escaped, a backslash that escapes nothing
 * stands for itself, and a bare word (`nan`, `0x10`, `01`) is quoted. A value that is not there is null, and a comma that separates
 * nothing is left out; a document that does not end, or whose brackets do not match, stays one that is none.
 * @param nonFinite what becomes of `NaN` and `Infinity`: XAPI has them as numbers, and its reader knows them
 */
export function mendJson(text: string, nonFinite: 'keep' | 'quote' = 'keep'): string {
  const mender = new JsonMender();
  for (const [part] of text.matchAll(PARTS)) {
    if (/^[{}[\],:]/.test(part)) mender.sign(part);
    else if (/^\s/.test(part)) mender.blank(part);
    else mender.value(mendValue(part, nonFinite), !part.startsWith('"'));
  }
  return mender.text;
}

function mendValue(part: string, nonFinite: 'keep' | 'quote'): string {
  if (part.startsWith('"')) return mendText(part);
  const isValue = LITERAL.test(part) && (nonFinite === 'keep' || !NON_FINITE.test(part));
  return isValue ? part : JSON.stringify(part);
}

function mendText(text: string): string {
  return text
    .replace(ESCAPE, (escape) => (escape.length === 1 ? '\\\\' : escape))
    .replace(CONTROL, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
