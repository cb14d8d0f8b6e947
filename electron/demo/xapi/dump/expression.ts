/** An expression of the database: a text, or a list of expressions. */
export type Expression = string | readonly Expression[];

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads `('a' "b c")` and `(('k' 'v') …)`, the way sets and maps lie in the database. A text that ends too early, as some
 * old dumps hold, ends its lists too.
 */
export function readExpression(text: string): Expression {
  let at = 0;
  const skip = (): void => {
    while (/\s/.test(text.charAt(at))) {
      at += 1;
    }
  };
  const readText = (quote: string): string => {
    let value = '';
    for (at += 1; at < text.length && text[at] !== quote; at += 1) {
      if (text[at] === '\\' && at + 1 < text.length) {
        at += 1;
        value += escapes[text.charAt(at)] ?? text.charAt(at);
      } else {
        value += text.charAt(at);
      }
    }
    at += 1;
    return value;
  };
  const readWord = (): string => {
    const start = at;
    while (at < text.length && !/[\s()'"]/.test(text.charAt(at))) {
      at += 1;
    }
    return text.slice(start, at);
  };
  const read = (): Expression => {
    skip();
    const first = text.charAt(at);
    if (first === "'" || first === '"') {
      return readText(first);
    }
    if (text[at] !== '(') {
      return readWord();
    }
    const items: Expression[] = [];
    at += 1;
    for (skip(); at < text.length && text[at] !== ')'; skip()) {
      items.push(read());
    }
    at += 1;
    return items;
  };
  return read();
}
