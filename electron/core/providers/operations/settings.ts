import { createHash } from 'node:crypto';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { isAskedFor, type InputValues, type OperationInput } from '#shared/model/operation.ts';
import { partOfSetting } from '#shared/model/setting-name.ts';
import type { Subject } from './definition.ts';

/**
 * The settings of an object are one operation made of others: each part asks for what an operation of the catalogue asks for, with the
 * present values, and leads to that operation where something of it was changed (docs/decisions/0024-settings-are-made-of-operations.md).
 */
export const settingsId = 'settings';

/** What is changed together. */
export interface SettingsPart<D> {
  /** The operation that it takes the place of, and what is meant: `vm.cpus`, `disk.grow#2000` (setting-name.ts). */
  readonly id: string;
  readonly page: Text;
  readonly section?: Text;
  /** As the operation has them, with the present values. */
  readonly inputs: readonly OperationInput[];
  /** Why nothing of it can be changed now. */
  readonly refused?: Text | undefined;
  /** What is to be run for it to be as was wanted, all its inputs given; nothing where that takes nothing. */
  does(values: InputValues): readonly Doing<D>[];
}

/** One of the operations that settings are made of, with what it is given. */
export interface Doing<D> {
  readonly definition: D;
  readonly inputs: InputValues;
}

/** What the page is shown, in order; each part ends with its version. */
export function settingsInputs<D>(parts: readonly SettingsPart<D>[]): readonly OperationInput[] {
  return parts.flatMap((part) => [
    ...part.inputs.map((input) => inPart(part, input)),
    {
      name: `${part.id}/${version}`,
      label: '',
      type: 'text',
      required: false,
      hidden: true,
      initial: versionOf(part),
    } as const,
  ]);
}

const version = '@version';

function inPart<D>(
  { id, page, section, refused }: SettingsPart<D>,
  input: OperationInput,
): OperationInput {
  const named = (one: string): string => `${id}/${one}`;
  const common = {
    name: named(input.name),
    step: page,
    ...onlyDefined({ section: input.section ?? section, refused: input.refused ?? refused }),
    ...(input.when !== undefined && { when: { ...input.when, input: named(input.when.input) } }),
  };
  if (input.type === 'number' && input.divides !== undefined)
    return { ...input, ...common, divides: named(input.divides) };
  if (input.type === 'lookup' && input.dependsOn !== undefined)
    return { ...input, ...common, dependsOn: input.dependsOn.map(named) };
  return { ...input, ...common };
}

/** By what it is known that somebody else changed something of the part. */
function versionOf<D>({ inputs }: SettingsPart<D>): string {
  const values = inputs.map(({ name, initial }) => [name, initial ?? null]);
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16);
}

/**
 * What is to be done for what was given.
 * @throws MorefException `missing` where the object has no such part any more, `conflict` where somebody else has changed it meanwhile
 */
export function doingsOf<D>(
  parts: readonly SettingsPart<D>[],
  given: InputValues,
  { ref, name }: Pick<Subject, 'ref' | 'name'>,
): readonly Doing<D>[] {
  const wanted = byPart(given);
  const known = new Set(parts.map(({ id }) => id));
  if ([...wanted.keys()].some((id) => !known.has(id))) {
    const message = say('error.settingGone', { name });
    throw new MorefException({ kind: 'missing', message, ref });
  }
  return parts.flatMap((part) => {
    const { [version]: seen, ...given } = wanted.get(part.id) ?? {};
    const changed = changedOf(part, given);
    if (Object.keys(changed).length === 0) return [];
    if (seen !== undefined && seen !== versionOf(part)) {
      const message = say('error.settingChanged', {
        name,
        setting: part.section ?? part.inputs[0]?.label ?? part.page,
      });
      throw new MorefException({ kind: 'conflict', message, ref });
    }
    return part.does(wholeOf(part, changed));
  });
}

/** What is not so already. */
function changedOf<D>({ inputs }: SettingsPart<D>, given: InputValues): InputValues {
  const present = new Map(inputs.map(({ name, initial }) => [name, initial ?? '']));
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => present.get(name) !== value),
  );
}

/** What was given, by the part that it is of. */
function byPart(given: InputValues): ReadonlyMap<string, InputValues> {
  const parts = new Map<string, Record<string, InputValues[string]>>();
  for (const [name, value] of Object.entries(given)) {
    const { part, input } = partOfSetting(name) ?? { part: name, input: '' };
    const values = parts.get(part) ?? {};
    values[input] = value;
    parts.set(part, values);
  }
  return parts;
}

/** What was changed, and beside it what is so at present: an operation wants all that it asks for. */
export function wholeOf<D>({ inputs }: SettingsPart<D>, changed: InputValues): InputValues {
  let whole: InputValues = {};
  for (const input of inputs) {
    if (!isAskedFor(input, whole)) continue;
    const value = Object.hasOwn(changed, input.name) ? changed[input.name] : input.initial;
    if (value !== undefined && typeof value !== 'object') whole = { ...whole, [input.name]: value };
  }
  return whole;
}

/** The part that an input of the settings is of, with what was given for it so far, and the input's own name. */
export function asksFor<D>(
  parts: readonly SettingsPart<D>[],
  name: string,
  given: InputValues,
): { readonly input: string; readonly doing: Doing<D> } | undefined {
  const { part: id, input } = partOfSetting(name) ?? { part: '', input: '' };
  const part = parts.find((one) => one.id === id);
  if (part === undefined) return undefined;
  const { [version]: _version, ...changed } = byPart(given).get(id) ?? {};
  // Whatever is chosen, the operation is the one that something is chosen for.
  const [doing] = part.does({ ...wholeOf(part, changed), [input]: given[name] ?? chosen });
  return doing === undefined ? undefined : { input, doing };
}

/** Stands for what is still to be chosen. */
const chosen = '?';
