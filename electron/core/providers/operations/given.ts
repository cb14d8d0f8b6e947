import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';

/** What the user gave, read by the kind of the input. */
export interface Given {
  /** What was written, without space around it; empty if nothing was. */
  readonly text: (input: string) => string;
  readonly number: (input: string) => number | undefined;
  readonly flag: (input: string) => boolean;
  /** The object that was chosen; undefined where none was. */
  readonly picked: (input: string) => Ref | undefined;
}

export function readInputs(inputs: InputValues): Given {
  const value = (input: string): InputValues[string] | undefined =>
    Object.hasOwn(inputs, input) ? inputs[input] : undefined;
  const text = (input: string): string => String(value(input) ?? '').trim();
  return {
    text,
    number: (input) => {
      const one = value(input);
      return typeof one === 'number' ? one : undefined;
    },
    flag: (input) => value(input) === true,
    picked: (input) => (text(input) === '' ? undefined : (text(input) as Ref)),
  };
}
