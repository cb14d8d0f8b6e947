import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import {
  operationPart,
  reasonOf,
  switched,
  type PartAbout as AnyAbout,
} from '../../../operations/setting-parts.ts';
import type { SettingsPart } from '../../../operations/settings.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { refusalOf } from '../judgement.ts';

export type Part = SettingsPart<OperationDefinition>;

export interface PartAbout extends AnyAbout {
  /** Values that the operation does not ask for with what is so at present. */
  readonly now?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Why an operation cannot be run now; what is already so is no reason against another value. */
export function why(definition: OperationDefinition, subject: Subject): Text | undefined {
  return reasonOf(refusalOf(definition, subject));
}

/** A part that asks for what an operation asks for, but for what is given already. */
export function partOf(subject: Subject, definition: OperationDefinition, about: PartAbout): Part {
  const part = operationPart(subject, definition, why(definition, subject), about);
  const { now } = about;
  return now === undefined
    ? part
    : { ...part, inputs: part.inputs.map((input) => withPresent(input, now)) };
}

function withPresent(input: OperationInput, now: NonNullable<PartAbout['now']>): OperationInput {
  const present = Object.hasOwn(now, input.name) ? now[input.name] : undefined;
  return present === undefined ? input : ({ ...input, initial: present } as OperationInput);
}

/** A part that is run where its switch is set. */
export function switchOf(
  subject: Subject,
  definition: OperationDefinition,
  { label, ...about }: PartAbout & { readonly label: Text },
): Part {
  return switched(partOf(subject, definition, about), label);
}
