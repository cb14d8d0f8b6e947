import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { isOpenable, labelOf, plainText } from './humanise.ts';
import { linkedTrail, pathTo, type LineTrail } from './key-links.ts';
import { partsOf } from './property-parts.ts';

/** One line of the property panel. */
export type PropertyLine =
  | { readonly kind: 'group'; readonly id: string; readonly count: number; readonly open: boolean }
  | {
      readonly kind: 'value';
      /** Native path of what the line shows, also inside a value: `config.hardware.device[2000].key`. */
      readonly id: string;
      readonly label: string;
      readonly depth: number;
      readonly value: PropertyValue | undefined;
      readonly openable: boolean;
      readonly open: boolean;
      /** The way to the thing that the text is the key of. */
      readonly link?: LineTrail;
      /** The property itself; absent for what is inside of one. */
      readonly entry?: PropertyEntry;
    };

export interface LineOptions {
  /** Groups that are closed and values that are open. */
  readonly toggled: ReadonlySet<string>;
  readonly words: readonly string[];
  /** Values that were read on demand. */
  readonly valueOf: (entry: PropertyEntry) => PropertyValue | undefined;
}

/** Group of the properties that are read on demand and belong to no other; sorts behind all names. */
export const onDemandGroup = '~';

/** Id of a group's line; no native path looks like it. */
export function groupId(name: string): string {
  return `group ${name}`;
}

/** The lines of the panel: grouped by the first name of the path, sorted, opened where the user did. */
export function propertyLines(
  entries: Iterable<PropertyEntry>,
  options: LineOptions,
): { readonly lines: readonly PropertyLine[]; readonly shown: number } {
  const groups = new Map<string, PropertyEntry[]>();
  const all = [...entries];
  const found = all.filter((entry) => matches(entry, options));
  const shared = new Set(
    found.filter(({ path }) => isNested(path)).map(({ path }) => groupOf(path)),
  );
  for (const entry of found) {
    const first = groupOf(entry.path);
    const name = shared.has(first) ? first : loneGroup(entry);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  const lines: PropertyLine[] = [];
  for (const name of [...groups.keys()].sort(compareText)) {
    const group = groups.get(name) ?? [];
    const id = groupId(name);
    const open = options.words.length > 0 || !options.toggled.has(id);
    lines.push({ kind: 'group', id, count: group.length, open });
    if (!open) continue;
    for (const entry of group.sort((a, b) => compareText(a.path, b.path)))
      appendProperty(lines, entry, {
        ...options,
        link: (text) => linkedTrail(text, all, options.valueOf),
      });
  }
  return { lines, shown: found.length };
}

export function groupName(id: string): string {
  return id.slice(groupId('').length);
}

/** What is toggled once a thing is to be seen: its groups are open, and so is all above it and itself. */
export function withTrail(toggled: ReadonlySet<string>, trail: LineTrail): ReadonlySet<string> {
  const [property = ''] = trail;
  const after = new Set([...toggled, ...trail]);
  for (const name of ['', onDemandGroup, groupOf(property)]) after.delete(groupId(name));
  return after;
}

/** A property without any below it needs no group of its own; what nobody has read yet stands last. */
function loneGroup(entry: PropertyEntry): string {
  return entry.onDemand === true ? onDemandGroup : '';
}

function isNested(path: string): boolean {
  return groupOf(path) !== path;
}

function groupOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function appendProperty(lines: PropertyLine[], entry: PropertyEntry, options: ValueOptions): void {
  const value = options.valueOf(entry);
  appendValue(lines, { path: entry.path, label: entry.path, depth: 0, value, entry }, options);
}

interface ValueOptions extends LineOptions {
  readonly link: (text: string) => LineTrail | undefined;
}

interface ValuePlace {
  readonly path: string;
  readonly label: string;
  readonly depth: number;
  readonly value: PropertyValue | undefined;
  readonly entry?: PropertyEntry;
}

function appendValue(lines: PropertyLine[], place: ValuePlace, options: ValueOptions): void {
  const { path, label, depth, value, entry } = place;
  const openable = isOpenable(value);
  const open = openable && options.toggled.has(path);
  // Its own key leads a thing to itself.
  const link = typeof value === 'string' && label !== 'key' ? options.link(value) : undefined;
  lines.push({
    kind: 'value',
    id: path,
    label,
    depth,
    value,
    openable,
    open,
    ...onlyDefined({ link, entry }),
  });
  if (!open) return;
  for (const [label, part] of partsOf(value))
    appendValue(
      lines,
      {
        path: pathTo(path, label),
        label,
        depth: depth + 1,
        value: part,
      },
      options,
    );
}

const texts = new WeakMap<PropertyEntry, string>();

/** Every word is somewhere in the path, the value or the reason for its absence. */
function matches(entry: PropertyEntry, { words, valueOf }: LineOptions): boolean {
  if (words.length === 0) return true;
  let text = texts.get(entry);
  if (text === undefined || entry.onDemand === true) {
    const value = valueOf(entry);
    const label = isDataObject(value) ? (labelOf(value) ?? '') : '';
    text = [entry.path, entry.missing, label, plainText(value)].join('\n').toLowerCase();
    texts.set(entry, text);
  }
  const haystack = text;
  return words.every((word) => haystack.includes(word));
}
