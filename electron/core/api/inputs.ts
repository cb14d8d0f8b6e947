import { MorefException } from '#shared/model/error.ts';
import {
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
  declared: NonNullable<OperationOffer['inputs']>,
  given: InputValues,
  name: string,
): InputValues {
  for (const key of Object.keys(given))
    if (!declared.some((input) => input.name === key))
      throw wrong(name, `there is no input “${key}”.`);
  for (const input of declared) {
    if (!isAskedFor(input, given)) {
      if (Object.hasOwn(given, input.name))
        throw wrong(name, `${input.label} does not go with the other inputs.`);
      continue;
    }
    const value = Object.hasOwn(given, input.name) ? given[input.name] : undefined;
    const complaint = value === undefined ? missing(input) : complaintOf(input, value);
    if (complaint !== undefined) throw wrong(name, `${input.label} ${complaint}`);
  }
  return given;
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

function wrong(name: string, message: string): MorefException {
  return new MorefException({ kind: 'invalid', message: `${name}: ${message}` });
}
