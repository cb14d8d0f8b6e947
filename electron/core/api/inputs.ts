import type { Text } from '#shared/i18n/text.ts';
import { isSendable } from '#shared/model/sendable.ts';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import {
  dividesEvenly,
  isAskedFor,
  type InputValues,
  type LookupInput,
  type NumberInput,
  type OperationInput,
  type OperationOffer,
  type TextInput,
} from '#shared/model/operation.ts';

type Value = InputValues[string];

/**
 * What the user gave, checked against what the operation asks for.
 * @param name the object's, for the message
 * @throws MorefException `invalid`
 */
export function checkInputs(
  offer: Pick<OperationOffer, 'inputs' | 'edits'>,
  given: InputValues,
  name: string,
): InputValues {
  const complaint = complaintAboutOffer(offer, given);
  if (complaint === undefined) return given;
  throw new MorefException({
    kind: 'invalid',
    message: text('input.complaint', { object: name, complaint }),
  });
}

/** What is wrong with what the user gave to an operation; undefined where nothing is. */
export function complaintAboutOffer(
  { inputs = [], edits }: Pick<OperationOffer, 'inputs' | 'edits'>,
  given: InputValues,
): Text | undefined {
  return edits === true ? complaintAboutEdits(inputs, given) : complaintAbout(inputs, given);
}

/** What is wrong with what was changed of settings: what was not stays as it is. */
function complaintAboutEdits(
  declared: readonly OperationInput[],
  given: InputValues,
): Text | undefined {
  const byName = new Map(declared.map((input) => [input.name, input]));
  const whole = { ...presentValues(declared), ...given };
  for (const [name, value] of Object.entries(given)) {
    const input = byName.get(name);
    if (input === undefined) return text('input.unknown', { name });
    if (!isAskedFor(input, whole)) continue;
    if (input.refused !== undefined)
      return text('input.refused', { label: input.label, reason: input.refused });
    const complaint =
      value === '' && input.type === 'number'
        ? missing(input)
        : (complaintOf(input, value) ?? aboutDivision(input, declared, whole));
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function presentValues(declared: readonly OperationInput[]): InputValues {
  return Object.fromEntries(
    declared.flatMap(({ name, initial }) =>
      initial === undefined || typeof initial === 'object' ? [] : [[name, initial] as const],
    ),
  );
}

/** Whether settings are as they were wanted already. */
export function isAsWanted(
  { inputs = [], edits }: Pick<OperationOffer, 'inputs' | 'edits'>,
  given: InputValues,
): boolean {
  if (edits !== true) return false;
  const present = presentValues(inputs);
  return Object.entries(given).every(
    ([name, value]) => (Object.hasOwn(present, name) ? present[name] : '') === value,
  );
}

/** What is wrong with what the user gave; undefined where nothing is. */
function complaintAbout(declared: readonly OperationInput[], given: InputValues): Text | undefined {
  for (const key of Object.keys(given))
    if (!declared.some((input) => input.name === key)) return text('input.unknown', { name: key });
  for (const input of declared) {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : undefined;
    if (!isAskedFor(input, given)) {
      if (value !== undefined) return text('input.unwanted', { label: input.label });
      continue;
    }
    const complaint =
      value === undefined
        ? missing(input)
        : (complaintOf(input, value) ?? aboutDivision(input, declared, given));
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/**
 * What was given for a selection, for one object of it: what the object does not ask for is left out where it was left empty or
 * unticked, since others of the selection asked for it.
 */
export function withoutEmpty(declared: readonly OperationInput[], given: InputValues): InputValues {
  const asked = new Set(declared.map(({ name }) => name));
  const unused = (key: string, value: Value): boolean =>
    !asked.has(key) && (value === '' || value === false);
  return Object.fromEntries(Object.entries(given).filter(([key, value]) => !unused(key, value)));
}

function missing({ required, label }: OperationInput): Text | undefined {
  return required ? text('operation.required', { label }) : undefined;
}

function complaintOf(input: OperationInput, value: Value): Text | undefined {
  const { label } = input;
  switch (input.type) {
    case 'text':
      return typeof value === 'string' ? aboutText(input, value) : text('input.text', { label });
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? aboutNumber(input, value)
        : text('operation.number', { label });
    case 'boolean':
      return typeof value === 'boolean' ? undefined : text('input.yesOrNo', { label });
    case 'lookup':
      // What may be chosen is the server's to say, and it says so when the operation is run.
      return typeof value === 'string'
        ? aboutLookup(input, value)
        : text('input.choice', { label });
    case 'choice':
      if (value === '') return missing(input);
      return input.options.some((option) => option.value === value)
        ? undefined
        : text('input.choice.changed', { label });
  }
}

function aboutText(input: TextInput, value: string): Text | undefined {
  const { label, required, maxLength, multiline } = input;
  if (!isSendable(value)) return text('input.unsendable', { label });
  if (required && value.trim() === '') return missing(input);
  if (maxLength !== undefined && value.length > maxLength)
    return text('input.tooLong', { label, limit: maxLength });
  return multiline !== true && /[\r\n]/.test(value)
    ? text('input.singleLine', { label })
    : undefined;
}

function aboutLookup(input: LookupInput, value: string): Text | undefined {
  if (!isSendable(value)) return text('input.unsendable', { label: input.label });
  return value === '' ? missing(input) : undefined;
}

function aboutDivision(
  input: OperationInput,
  declared: readonly OperationInput[],
  given: InputValues,
): Text | undefined {
  const value = given[input.name];
  if (input.type !== 'number' || typeof value !== 'number') return undefined;
  const { label, multipleOf: factor = 1, divides = '' } = input;
  const wrong = dividesEvenly(input, value, given[divides]);
  if (wrong === undefined) return undefined;
  const other = declared.find(({ name }) => name === divides)?.label ?? divides;
  return wrong === 'multipleOf'
    ? text('operation.multipleOf', { label, factor })
    : text('operation.divides', { label, other, value });
}

function aboutNumber(input: NumberInput, value: number): Text | undefined {
  const { label, min, max, integer } = input;
  if (integer === true && !Number.isInteger(value)) return text('input.whole', { label });
  if (min !== undefined && value < min) return text('operation.atLeast', { label, min });
  return max !== undefined && value > max ? text('operation.atMost', { label, max }) : undefined;
}
