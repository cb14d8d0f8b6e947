/** Characters that the name of a sheet may have. */
const longest = 31;

/** Names that spreadsheets take: short, without what means something in a formula, each once whatever the case. */
export function sheetNames(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const base =
      title
        .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Moref';
    for (let number = 1; ; number++) {
      const end = number === 1 ? '' : ` (${number})`;
      const name = `${base.slice(0, longest - end.length)}${end}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
