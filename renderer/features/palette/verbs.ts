import type { Action } from '../../actions/action.ts';
import { useRegistry } from '../../actions/registry.ts';
import { searchWords, type SearchWords } from '../../format/search-words.ts';
import { t } from '../../i18n/translate.ts';
import { groupName } from '../../ui/actions/group-name.ts';

/** What was typed as something to do and what to do it to: `restart fra-web`, `fra-web restart`. */
export interface VerbAndObject {
  readonly verb: SearchWords;
  readonly object: string;
}

/** A single letter is no verb. */
const shortest = 2;

/** Each way to read what was typed as a verb and an object; the verb is one word or two, before the object or behind it. */
export function verbsAndObjects(text: string): readonly VerbAndObject[] {
  const words = searchWords(text);
  if (words.length < 2) return [];
  const cut = (from: number, to: number): VerbAndObject => ({
    verb: words.slice(from, to),
    object: [...words.slice(0, from), ...words.slice(to)].join(' '),
  });
  const last = words.length;
  const cuts = [cut(0, 1), cut(last - 1, last)];
  if (last > 2) cuts.push(cut(0, 2), cut(last - 2, last));
  return cuts.filter(({ verb }) => verb.join('').length >= shortest && isVerb(verb));
}

/** Whether something can be done that is called so: looking for objects at each two words of a name would cost a pass over all of them. */
function isVerb([first = '']: SearchWords): boolean {
  return (
    synonymsOf(first).length > 0 ||
    useRegistry
      .getState()
      .actions.some(({ label }) => searchWords(label).some((word) => word.startsWith(first)))
  );
}

/** Whether an action is called so, or by words that mean the same: `restart` is what guests call a reboot. */
export function isCalled({ label, group }: Action, verb: SearchWords): boolean {
  const words = searchWords(`${label} ${groupName(group)}`.replace('…', ''));
  return verb.every((typed) => {
    const meant = [typed, ...synonymsOf(typed)];
    return words.some((word) => meant.some((one) => word.startsWith(one)));
  });
}

/** Words with the same meaning, of those that begin as what was typed does. */
function synonymsOf(typed: string): readonly string[] {
  return t('palette.synonyms')
    .split(';')
    .map(searchWords)
    .filter((group) => group.some((word) => word.startsWith(typed)))
    .flat();
}
