import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type {
  ChoiceColumn,
  ChoiceFact,
  LookupChoices,
  LookupOption,
} from '#shared/model/choice.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { SheetSource, SheetUnit, SheetValue } from '#shared/model/sheet.ts';

/** What choices are compared by, in every family. */
const labels = {
  cpu: say('choice.column.cpu'),
  memory: say('choice.column.memory'),
  memoryFree: say('choice.column.memoryFree'),
  machines: say('choice.column.machines'),
  cpus: say('choice.column.cpus'),
  used: say('choice.column.used'),
  free: say('choice.column.free'),
  capacity: say('choice.column.capacity'),
  size: say('choice.column.size'),
  changed: say('choice.column.changed'),
  version: say('choice.column.version'),
  place: say('choice.column.place'),
  type: say('choice.column.type'),
  hosts: say('choice.column.hosts'),
  switch: say('choice.column.switch'),
  vlan: say('choice.column.vlan'),
  id: say('choice.column.id'),
  origin: say('choice.column.origin'),
  guest: say('choice.column.guest'),
  images: say('choice.column.images'),
} as const satisfies Readonly<Record<string, Text>>;

export type ChoiceColumnId = keyof typeof labels;
type Facts = Readonly<Partial<Record<ChoiceColumnId, ChoiceFact>>>;

/** A path of the choice itself, or of another object. */
type From = string | SheetSource;

const sources = (from: readonly From[]): readonly SheetSource[] =>
  from.map((one) => (typeof one === 'string' ? { path: one } : one));

export function pathOf(ref: Ref, path: string): SheetSource {
  return { ref, path };
}

/** A value as it was reported; undefined where there was none. */
export function fact(
  value: SheetValue | undefined,
  ...from: readonly From[]
): ChoiceFact | undefined {
  return value === undefined ? undefined : { value, from: sources(from) };
}

export function wordsFact(
  text: Text | undefined,
  ...from: readonly From[]
): ChoiceFact | undefined {
  return text === undefined || text === '' ? undefined : fact({ text }, ...from);
}

export function bytesFact(
  bytes: number | undefined,
  ...from: readonly From[]
): ChoiceFact | undefined {
  return bytes === undefined ? undefined : fact({ bytes }, ...from);
}

export function countFact(
  count: number | undefined,
  ...from: readonly From[]
): ChoiceFact | undefined {
  return count === undefined ? undefined : fact({ count }, ...from);
}

/** How much of a total is used; undefined where either is not known, or there is nothing to use. */
export function shareFact(
  used: number | undefined,
  of: number | undefined,
  unit: SheetUnit,
  ...from: readonly From[]
): ChoiceFact | undefined {
  if (used === undefined || of === undefined || of <= 0) return undefined;
  return { value: { used, of, unit }, from: sources(from) };
}

/** What is known of a choice; what is not is left out. */
export function factsOf(
  facts: {
    readonly [Id in ChoiceColumnId]?: ChoiceFact | undefined;
  },
): Pick<LookupOption, 'facts'> {
  const known: Facts = onlyDefined(facts);
  return Object.keys(known).length === 0 ? {} : { facts: known };
}

/** 0 to 1: how full something is; 1 where it is not known, so that nobody takes it for empty. */
export function fullness({ facts }: LookupOption, ...columns: readonly ChoiceColumnId[]): number {
  const shares = columns.flatMap((column) => {
    const value = facts?.[column]?.value;
    return value !== undefined && 'used' in value ? [value.used / value.of] : [];
  });
  return shares.length === 0 ? 1 : Math.max(...shares);
}

/** The table of some choices: the columns of those given in which any choice has something. */
export function tableOf(
  options: readonly LookupOption[],
  ...ids: readonly ChoiceColumnId[]
): LookupChoices {
  const columns = ids
    .filter((id) => options.some(({ facts }) => facts?.[id] !== undefined))
    .map((id): ChoiceColumn => ({ id, label: labels[id] }));
  return columns.length === 0 ? { options } : { options, columns };
}
