import { MorefException } from '#shared/model/error.ts';
import {
  isAskedFor,
  type InputValues,
  type LookupInput,
  type NumberInput,
  type OperationInput,
  type TextInput,
} from '#shared/model/operation.ts';

type Value = InputValues[string];

/**
 * What the user gave, checked against what the operation asks for.
 * @param name the object's, for the message
 * @throws MorefException `invalid`
 */
export function checkInputs(
  declared: readonly OperationInput[],
  given: InputValues,
  name: string,
): InputValues {
  const complaint = complaintAbout(declared, given);
  if (complaint === undefined) return given;
  throw new MorefException({ kind: 'invalid', message: `${name}: ${complaint}` });
}

/** What is wrong with what the user gave; undefined where nothing is. */
export function complaintAbout(
  declared: readonly OperationInput[],
  given: InputValues,
): string | undefined {
  for (const key of Object.keys(given))
    if (!declared.some((input) => input.name === key)) return `There is no input “${key}”.`;
  for (const input of declared) {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : undefined;
    if (!isAskedFor(input, given)) {
      if (value !== undefined) return `${input.label} does not go with the other inputs.`;
      continue;
    }
    const complaint = value === undefined ? missing(input) : complaintOf(input, value);
    if (complaint !== undefined) return `${input.label} ${complaint}`;
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

function missing({ required }: OperationInput): string | undefined {
  return required ? 'must not be empty.' : undefined;
}

function complaintOf(input: OperationInput, value: Value): string | undefined {
  switch (input.type) {
    case 'text':
      return typeof value === 'string' ? aboutText(input, value) : 'must be text.';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? aboutNumber(input, value)
        : 'must be a number.';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be yes or no.';
    case 'lookup':
      // What may be chosen is the server's to say, and it says so when the operation is run.
      return typeof value === 'string' ? aboutLookup(input, value) : 'must be one of the choices.';
    case 'choice':
      if (value === '') return missing(input);
      return input.options.some((option) => option.value === value)
        ? undefined
        : 'must be one of the choices; they may have changed meanwhile.';
  }
}

function aboutText(
  { required, maxLength, multiline }: TextInput,
  value: string,
): string | undefined {
  if (required && value.trim() === '') return 'must not be empty.';
  if (maxLength !== undefined && value.length > maxLength)
    return `has more than ${maxLength} characters.`;
  return multiline !== true && /[\r\n]/.test(value) ? 'must be a single line.' : undefined;
}

function aboutLookup({ required }: LookupInput, value: string): string | undefined {
  return required && value === '' ? 'must not be empty.' : undefined;
}

function aboutNumber({ min, max, integer }: NumberInput, value: number): string | undefined {
  if (integer === true && !Number.isInteger(value)) return 'must be a whole number.';
  if (min !== undefined && value < min) return `must be at least ${min}.`;
  return max !== undefined && value > max ? `must be at most ${max}.` : undefined;
}
