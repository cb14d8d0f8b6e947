import type { Text } from '#shared/i18n/text.ts';
import { inEnglish } from '#shared/i18n/english.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ChoiceInput, OperationInput } from '#shared/model/operation.ts';

/** What two objects are asked for by one name, with the limits of both; nothing stands in the field where they differ. */
export function widest(one: OperationInput, other: OperationInput): OperationInput {
  const differs = one.initial !== undefined && !sameInitial(one.initial, other.initial);
  const input = differs ? withoutInitial(one) : one;
  if (input.type === 'number' && other.type === 'number') return widestNumber(input, other);
  if (input.type === 'text' && other.type === 'text') return widestText(input, other);
  if (input.type === 'choice' && other.type === 'choice') return allChoices(input, other);
  return input;
}

type InputOf<T extends OperationInput['type']> = OperationInput & { readonly type: T };

function widestNumber(one: InputOf<'number'>, other: InputOf<'number'>): OperationInput {
  const min = wider(one.min, other.min, Math.min);
  const max = wider(one.max, other.max, Math.max);
  const multipleOf = one.multipleOf === other.multipleOf ? one.multipleOf : undefined;
  if (min === one.min && max === one.max && multipleOf === one.multipleOf) return one;
  const { min: _min, max: _max, multipleOf: _factor, ...rest } = one;
  return { ...rest, ...onlyDefined({ min, max, multipleOf }) };
}

function widestText(one: InputOf<'text'>, other: InputOf<'text'>): OperationInput {
  const maxLength = wider(one.maxLength, other.maxLength, Math.max);
  if (maxLength === one.maxLength) return one;
  const { maxLength: _length, ...rest } = one;
  return maxLength === undefined ? rest : { ...rest, maxLength };
}

function allChoices(one: ChoiceInput, other: ChoiceInput): OperationInput {
  const known = valuesOf(one);
  // Choices of which every object has its own, such as its snapshots, are none for many objects.
  if (known.size >= maxOptions) return one;
  const more = other.options.filter(({ value }) => !known.has(value));
  return more.length === 0 ? one : { ...one, options: [...one.options, ...more] };
}

type Initial = OperationInput['initial'];

export function sameInitial(one: NonNullable<Initial>, other: Initial): boolean {
  if (typeof one !== 'object') return one === other;
  return typeof other === 'object' && sameText(one, other);
}

const maxOptions = 500;

const values = new WeakMap<ChoiceInput, ReadonlySet<string>>();

/** The values of a choice; asked for again and again while objects are added. */
function valuesOf(input: ChoiceInput): ReadonlySet<string> {
  const known = values.get(input) ?? new Set(input.options.map(({ value }) => value));
  values.set(input, known);
  return known;
}

/** What stands in the field at first belongs to one object; nothing stands there where others differ. */
function withoutInitial(input: OperationInput): OperationInput {
  if (input.type === 'lookup') {
    const { initial: _initial, initialLabel: _label, ...rest } = input;
    return rest;
  }
  const { initial: _initial, ...rest } = input;
  return rest;
}

/** The limit that both keep; none where one has none. */
function wider(
  one: number | undefined,
  other: number | undefined,
  widest: (one: number, other: number) => number,
): number | undefined {
  return one === undefined || other === undefined ? undefined : widest(one, other);
}

export function sameText(one: Text, other: Text | undefined): boolean {
  return one === other || (other !== undefined && inEnglish(one) === inEnglish(other));
}
