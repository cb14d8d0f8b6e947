import type { InputValues, NumberInput, OperationInput } from '#shared/model/operation.ts';
import { t } from '../../i18n/translate.ts';

/** What a field holds while it is being filled in: a number is text until it is one. */
export type FormValue = string | boolean;
export type FormValues = Readonly<Record<string, FormValue>>;

export function initialValues(inputs: readonly OperationInput[]): FormValues {
  return Object.fromEntries(inputs.map((input) => [input.name, initialValue(input)]));
}

function initialValue(input: OperationInput): FormValue {
  if (input.type === 'boolean') return input.initial ?? false;
  return input.initial === undefined ? '' : String(input.initial);
}

/** Why the field cannot be submitted as it is; undefined if it can. */
export function complaint(input: OperationInput, value: FormValue): string | undefined {
  if (typeof value === 'boolean') return undefined;
  const { label } = input;
  if (value.trim() === '') return input.required ? t('operation.required', { label }) : undefined;
  return input.type === 'number' ? aboutNumber(input, value) : undefined;
}

function aboutNumber({ label, min, max, integer }: NumberInput, text: string): string | undefined {
  const number = Number(text);
  if (!Number.isFinite(number) || (integer === true && !Number.isInteger(number)))
    return t('operation.number', { label });
  if (min !== undefined && number < min) return t('operation.atLeast', { label, min });
  return max !== undefined && number > max ? t('operation.atMost', { label, max }) : undefined;
}

/** What the core gets: optional fields that were left empty are left out. */
export function submittedValues(
  inputs: readonly OperationInput[],
  values: FormValues,
): InputValues {
  return Object.fromEntries(
    inputs.flatMap((input): readonly (readonly [string, InputValues[string]])[] => {
      const value = values[input.name] ?? '';
      if (input.type === 'number')
        return String(value).trim() === '' ? [] : [[input.name, Number(value)]];
      if (input.type === 'choice' && value === '') return [];
      return [[input.name, value]];
    }),
  );
}
