/**
 * XML with each element on a line of its own, for reading; what stands between tags is not touched. Text that is no XML is left as it is.
 */
export function indentXml(text: string): string {
  const at = text.indexOf('<');
  if (at < 0 || text.includes('\n  <')) return text;
  let depth = 0;
  const lines = text
    .slice(at)
    .replaceAll(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      const closes = line.startsWith('</');
      const opens = /^<[^!?/]/.test(line) && !line.endsWith('/>') && !line.includes('</');
      if (closes) depth = Math.max(0, depth - 1);
      const indented = '  '.repeat(depth) + line;
      if (opens) depth += 1;
      return indented;
    });
  return text.slice(0, at) + lines.join('\n');
}
