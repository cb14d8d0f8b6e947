/**
 * JSON over several lines, every token as it was: numbers keep their digits. Text that is no JSON, such as a stream of several
 * values, is indented as far as its brackets go.
 */
export function indentJson(text: string): string {
  let indent = 0;
  let out = '';
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+|"/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      const empty = next === (token === '{' ? '}' : ']');
      if (!empty) indent += 1;
      out += empty ? token : `${token}\n${'  '.repeat(indent)}`;
    } else if (token === '}' || token === ']') {
      const before = tokens[index - 1];
      const empty = before === (token === '}' ? '{' : '[');
      if (!empty) {
        indent = Math.max(0, indent - 1);
        out += `\n${'  '.repeat(indent)}`;
      }
      out += token;
    } else if (token === ',') out += `,\n${'  '.repeat(indent)}`;
    else if (token === ':') out += ': ';
    else out += token;
  }
  return out;
}
