/** An expression of the database: a text, or a list of expressions. */
export type Expression = string | readonly Expression[];

/**
 * Reads `('a' "b c")` and `(('k' 'v') …)`, the way sets and maps lie in the database (sExprLexer.mll): a text stands in quotes of
 * either kind, where a backslash keeps the next character as it is, or as a word by itself; a semicolon begins a comment. A text that
 * ends too early, as some old dumps hold, ends its lists too.
 */
export function readExpression(text: string): Expression {
  let at = 0;
  const skip = (): void => {
    while (/[\s;]/.test(text.charAt(at))) {
      const end = text.charAt(at) === ';' ? text.indexOf('\n', at) : at;
      at = end < 0 ? text.length : end + 1;
    }
  };
  const readText = (quote: string): string => {
    let value = '';
    for (at += 1; at < text.length && text[at] !== quote; at += 1) {
      if (text[at] === '\\' && at + 1 < text.length) {
        at += 1;
      }
      value += text.charAt(at);
    }
    at += 1;
    return value;
  };
  const readWord = (): string => {
    const start = at;
    while (at < text.length && !/[\s()"]/.test(text.charAt(at))) {
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
