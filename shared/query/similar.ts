import { distance as editDistance } from 'fastest-levenshtein';
import type { Choice } from './field.ts';

/** How far a name is from what was typed: little where one begins like the other, else the characters that differ. */
export function distanceTo(typed: string, name: string): number {
  return name.startsWith(typed) ? 0.5 : editDistance(name, typed);
}

/** The values of a choice, those first that are written much like what was typed, whichever of their names that is. */
export function closestChoices(choices: readonly Choice[], typed: string): readonly string[] {
  const lower = typed.toLowerCase();
  return choices
    .map(({ value, aliases = [] }) => ({
      value,
      distance: Math.min(...[value, ...aliases].map((name) => distanceTo(lower, name))),
    }))
    .toSorted((one, other) => one.distance - other.distance)
    .map(({ value }) => value);
}
