import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { refType } from '#shared/model/reference.ts';
import { orLacking } from '../../../operations/refusal.ts';
import {
  operationPart,
  reasonOf,
  switched,
  type PartAbout,
} from '../../../operations/setting-parts.ts';
import type { SettingsPart } from '../../../operations/settings.ts';
import type { OperationDefinition, Subject } from '../definition.ts';

export type Part = SettingsPart<OperationDefinition>;

/** Why an operation cannot be run now by the account; what is already so is no reason against another value. */
export function why(definition: OperationDefinition, subject: Subject): Text | undefined {
  const { may } = subject;
  const refusal = orLacking(definition.refusal?.(subject), () => {
    const lacking = definition.messages
      .map((message) => message.replace('*', refType(subject.ref)))
      .find((message) => may?.(message) === false);
    return lacking === undefined
      ? undefined
      : say('refusal.permission', { permission: lacking.replace(/\/.*$/, '') });
  });
  return reasonOf(refusal);
}

/** A part that asks for what an operation asks for, but for what is given already. */
export function partOf(subject: Subject, definition: OperationDefinition, about: PartAbout): Part {
  return operationPart(subject, definition, why(definition, subject), about);
}

/** A part that is run where its switch is set. */
export function switchOf(
  subject: Subject,
  definition: OperationDefinition,
  { label, ...about }: PartAbout & { readonly label: Text },
): Part {
  return switched(partOf(subject, definition, about), label);
}
