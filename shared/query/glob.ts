/**
 * A test of whole texts against a pattern in which `*` stands for any characters and `?` for one. Case does not matter. Takes time in
 * proportion to the text for each `*`, whatever the pattern: it comes from files and other people, too.
 */
export function glob(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase();
  return (text) => matchesGlob(wanted, text.toLowerCase());
}

/** Greedy, going back to the last `*` only: what stands before it needs no other place. */
function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === '*') {
      star = next;
      starAt = at;
      next += 1;
    } else if (wanted === '?' || (wanted !== undefined && wanted === text[at])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      next = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}
