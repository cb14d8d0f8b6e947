/**
 * Native property paths: `config.hardware.device[4000].deviceInfo.label`, `config.extraConfig["a.b[c]"].value`,
 * `childEntity["vm-123"]`. Names are joined by dots; a key in brackets picks an element of an array, quoted if it is a string or
 * a managed object reference (vim25 PropertyChange; see "Applying" in the protocol notes).
 */
export type PathStep =
  | { readonly name: string }
  /** A whole number as text, or the quoted text itself. */
  | { readonly key: string };

const stepPattern = /(?:^|(?!^)\.)([^.[\]"]+)|\[(?:"((?:[^"\\]|\\.|"(?!\]))*)"|([^\]"]+))\]/gy;

/** The steps of a path, or undefined if it is none. */
export function parsePath(path: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  stepPattern.lastIndex = 0;
  let end = 0;
  while (end < path.length) {
    const match = stepPattern.exec(path);
    if (match === null) return undefined;
    const [, name, quoted, plain] = match;
    if (name !== undefined) steps.push({ name });
    else if (steps.length === 0) return undefined;
    else steps.push({ key: quoted ?? plain ?? '' });
    end = stepPattern.lastIndex;
  }
  return steps.length === 0 ? undefined : steps;
}

/** Paths that are equal or lie below the given one: `a.b` covers `a.b`, `a.b.c` and `a.b[1]`, not `a.bc`. */
export function covers(path: string, other: string): boolean {
  if (!other.startsWith(path)) return false;
  const next = other[path.length];
  return next === undefined || next === '.' || next === '[';
}
