import {
  dividesEvenly,
  isAskedFor,
  type InputValues,
  type NumberInput,
  type OperationInput,
  type TextInput,
} from '#shared/model/operation.ts';
import { mostNames, namesOf } from '#shared/model/name-pattern.ts';
import type { RunEach } from '#shared/model/run.ts';
import { parseBytes } from '#shared/query/units.ts';
import { isSendable } from '#shared/model/sendable.ts';
import { inWords, t } from '../../i18n/translate.ts';
import type { ChosenOptions } from '../../state/dialogs.ts';

/** What a field holds while it is being filled in: a number is text until it is one. */
export type FormValue = string | boolean;
export type FormValues = Readonly<Record<string, FormValue>>;

export function initialValues(inputs: readonly OperationInput[]): FormValues {
  return Object.fromEntries(inputs.map((input) => [input.name, initialValue(input)]));
}

function initialValue(input: OperationInput): FormValue {
  if (input.type === 'boolean') return input.initial ?? false;
  if (input.type === 'text') return fitting(inWords(input.initial ?? ''), input.maxLength);
  // Where there is nothing to choose from but one, it is chosen.
  const [only, ...others] = input.type === 'choice' && input.required ? input.options : [];
  const initial = input.initial ?? (others.length === 0 ? only?.value : undefined);
  return initial === undefined ? '' : String(initial);
}

/** A name that is made of another may be too long: its end says what it is. */
function fitting(text: string, maxLength = Infinity): string {
  return text.length > maxLength ? text.slice(-maxLength) : text;
}

/** The values of lookups that were chosen beforehand, and of the fields that decide whether these are asked for. */
export function chosenValues(inputs: readonly OperationInput[], chosen: ChosenOptions): FormValues {
  const values: Record<string, FormValue> = {};
  for (const [name, { value }] of Object.entries(chosen)) {
    // What was proposed for another host may not exist on this one.
    for (const dependent of dependents(inputs, name))
      if (!Object.hasOwn(chosen, dependent)) values[dependent] = '';
    values[name] = value;
    const when = inputs.find((input) => input.name === name)?.when;
    const [deciding] = when?.is ?? [];
    if (when !== undefined && deciding !== undefined)
      values[when.input] = typeof deciding === 'boolean' ? deciding : String(deciding);
  }
  return values;
}

/** The other fields of a form, for what depends on them. */
export interface Form {
  readonly inputs: readonly OperationInput[];
  readonly values: FormValues;
}

/** Why the field cannot be submitted as it is; undefined if it can. */
export function complaint(
  input: OperationInput,
  value: FormValue,
  form: Form = { inputs: [], values: {} },
): string | undefined {
  if (typeof value === 'boolean') return undefined;
  const { label } = input;
  if (!isSendable(value)) return t('input.unsendable', { label: inWords(label) });
  if (value.trim() === '')
    return input.required
      ? t(input.type === 'lookup' ? 'operation.choose' : 'operation.required', { label })
      : undefined;
  if (input.type === 'text' && input.pattern === true) return aboutNames(input, value);
  return input.type === 'number'
    ? (aboutNumber(input, value) ?? aboutDivision(input, typedNumber(input, value), form))
    : undefined;
}

function aboutNames(
  { label, maxLength = Infinity }: TextInput,
  pattern: string,
): string | undefined {
  const { names, count } = namesOf(pattern);
  if (names === undefined) return t('input.names.tooMany', { count, most: mostNames });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return t('input.names.twice', { name: twice });
  const empty = names.some((name) => name.trim() === '');
  if (empty) return t('operation.required', { label });
  const long = names.find((name) => name.length > maxLength);
  return long === undefined ? undefined : t('input.names.tooLong', { name: long, most: maxLength });
}

/** What is done several times, where a pattern stands for several names; undefined where it is done once. */
export function eachOf(asked: readonly OperationInput[], values: FormValues): RunEach | undefined {
  for (const input of asked) {
    const names = namesIn(input, values[input.name]);
    if (names.length > 1) return { input: input.name, values: names };
  }
  return undefined;
}

function namesIn(input: OperationInput, value: FormValue = ''): readonly string[] {
  if (input.type !== 'text' || input.pattern !== true || typeof value !== 'string') return [];
  return namesOf(value).names ?? [];
}

function aboutNumber(input: NumberInput, text: string): string | undefined {
  const { label, min, max, integer } = input;
  const number = typedNumber(input, text);
  if (!Number.isFinite(number) || (integer === true && !Number.isInteger(number)))
    return t('operation.number', { label });
  if (min !== undefined && number < min) return t('operation.atLeast', { label, min });
  return max !== undefined && number > max ? t('operation.atMost', { label, max }) : undefined;
}

function aboutDivision(
  input: NumberInput,
  value: number,
  { inputs, values }: Form,
): string | undefined {
  const { label, multipleOf: factor = 1, divides = '' } = input;
  const beside = values[divides];
  const other = typeof beside === 'string' && beside.trim() !== '' ? Number(beside) : undefined;
  const wrong = dividesEvenly(input, value, other);
  if (wrong === undefined) return undefined;
  const name = inputs.find((one) => one.name === divides)?.label ?? divides;
  return wrong === 'multipleOf'
    ? t('operation.multipleOf', { label, factor })
    : t('operation.divides', { label, other: name, value });
}

const bytesPer: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

/** The number that was typed, in the field's unit: where it asks for MiB, `16384`, `16 GB` and `16g` are the same. NaN if it is none. */
function typedNumber({ unit }: NumberInput, text: string): number {
  const plain = Number(text);
  if (Number.isFinite(plain)) return plain;
  const per =
    typeof unit === 'string' && Object.hasOwn(bytesPer, unit) ? bytesPer[unit] : undefined;
  const bytes = per === undefined ? null : parseBytes(text, per);
  return per === undefined || bytes === null ? Number.NaN : bytes / per;
}

/** The inputs that are asked for as things stand, in order; what is given beforehand is not asked for. */
export function askedInputs(
  inputs: readonly OperationInput[],
  values: FormValues,
  preset: InputValues = {},
): readonly OperationInput[] {
  const asked: OperationInput[] = [];
  collect(inputs, values, preset, asked);
  return asked;
}

/** What the core gets: what is not asked for is left out, and so are optional fields that were left empty. */
export function submittedValues(
  inputs: readonly OperationInput[],
  values: FormValues,
  preset: InputValues = {},
): InputValues {
  return collect(inputs, values, preset, []);
}

/** Goes through the inputs in order: whether one is asked for follows from what was given to those before it. */
function collect(
  inputs: readonly OperationInput[],
  values: FormValues,
  preset: InputValues,
  asked: OperationInput[],
): InputValues {
  let given: InputValues = preset;
  for (const input of inputs) {
    if (Object.hasOwn(preset, input.name) || !isAskedFor(input, given)) continue;
    asked.push(input);
    const value = submitted(input, values[input.name] ?? '');
    if (value !== undefined) given = { ...given, [input.name]: value };
  }
  return given;
}

function submitted(input: OperationInput, value: FormValue): InputValues[string] | undefined {
  if (input.type === 'number')
    return String(value).trim() === '' ? undefined : typedNumber(input, String(value));
  // Of several names the first stands for all.
  if (input.type === 'text') return namesIn(input, value)[0] ?? value;
  if ((input.type === 'choice' || input.type === 'lookup') && value === '') return undefined;
  return value;
}

/** The lookups whose choices follow from an input, directly or by way of others. */
export function dependents(inputs: readonly OperationInput[], name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (changed: string): void => {
    for (const input of inputs)
      if (
        input.type === 'lookup' &&
        input.dependsOn?.includes(changed) === true &&
        !found.has(input.name)
      ) {
        found.add(input.name);
        follow(input.name);
      }
  };
  follow(name);
  return found;
}
