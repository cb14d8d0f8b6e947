import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { refType } from '#shared/model/reference.ts';
import { partName } from '#shared/model/setting-name.ts';
import { isAlreadySo, orLacking } from '../../../operations/refusal.ts';
import type { SettingsPart } from '../../../operations/settings.ts';
import type { OperationDefinition, Subject } from '../definition.ts';

export type Part = SettingsPart<OperationDefinition>;

/** Where a part stands, and what is known of it beforehand. */
export interface PartAbout {
  readonly page: Text;
  readonly section?: Text;
  /** Which device. */
  readonly key?: string;
  /** What the operation is given, and nobody is asked for: the device. */
  readonly preset?: InputValues;
}

/** An operation of a list, by its id; the one for machines where there are several. */
export function operationNamed(
  list: readonly OperationDefinition[],
  id: string,
): OperationDefinition {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

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
  return refusal === undefined || isAlreadySo(refusal) ? undefined : refusal;
}

/** A part that asks for what an operation asks for, but for what is given already. */
export function partOf(
  subject: Subject,
  definition: OperationDefinition,
  { page, section, key, preset = {} }: PartAbout,
): Part {
  return {
    id: partName({ operation: definition.id, ...onlyDefined({ key }) }),
    page,
    ...onlyDefined({ section }),
    refused: why(definition, subject),
    inputs: (definition.inputs?.(subject) ?? []).filter(({ name }) => !Object.hasOwn(preset, name)),
    does: (values) => [{ definition, inputs: { ...preset, ...values } }],
  };
}

/** The name of the switch of a part that does something or does not. */
const doIt = 'do';

/** A part that is run where its switch is set: what is added, what is taken away. */
export function switchOf(
  subject: Subject,
  definition: OperationDefinition,
  { label, ...about }: PartAbout & { readonly label: Text },
): Part {
  const part = partOf(subject, definition, about);
  const whether: OperationInput = {
    name: doIt,
    label,
    type: 'boolean',
    required: false,
    initial: false,
  };
  return {
    ...part,
    inputs: [
      whether,
      ...part.inputs.map((input) =>
        input.when === undefined ? { ...input, when: { input: doIt, is: [true] } } : input,
      ),
    ],
    does: ({ [doIt]: wanted, ...values }) => (wanted === true ? part.does(values) : []),
  };
}

/** Something that is shown among the settings, and never changes by them. */
export function fixed(
  name: string,
  label: Text,
  value: string | undefined,
  refused: Text,
): readonly OperationInput[] {
  return value === undefined || value === ''
    ? []
    : [{ name, label, type: 'text', required: false, initial: value, refused }];
}
