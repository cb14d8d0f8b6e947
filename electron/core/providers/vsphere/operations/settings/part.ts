import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { partName } from '#shared/model/setting-name.ts';
import type { SettingsPart } from '../../../operations/settings.ts';
import { isAlreadySo } from '../../../operations/refusal.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { refusalOf } from '../judgement.ts';

export type Part = SettingsPart<OperationDefinition>;

/** Where a part stands, and what is known of it beforehand. */
export interface PartAbout {
  readonly page: Text;
  readonly section?: Text;
  /** Which device. */
  readonly key?: string;
  /** What the operation is given, and nobody is asked for: the device. */
  readonly preset?: InputValues;
  /** Values that the operation does not ask for with what is so at present. */
  readonly now?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** An operation of a list, by its id. */
export function named(list: readonly OperationDefinition[], id: string): OperationDefinition {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

/** Why an operation cannot be run now; what is already so is no reason against another value. */
export function why(definition: OperationDefinition, subject: Subject): Text | undefined {
  const refusal = refusalOf(definition, subject);
  return refusal === undefined || isAlreadySo(refusal) ? undefined : refusal;
}

/** A part that asks for what an operation asks for, but for what is given already. */
export function partOf(
  subject: Subject,
  definition: OperationDefinition,
  { page, section, key, preset = {}, now = {} }: PartAbout,
): Part {
  const asked = (definition.inputs?.(subject) ?? []).filter(
    ({ name }) => !Object.hasOwn(preset, name),
  );
  return {
    id: partName({ operation: definition.id, ...onlyDefined({ key }) }),
    page,
    ...onlyDefined({ section }),
    refused: why(definition, subject),
    inputs: asked.map((input) => withPresent(input, now)),
    does: (values) => [{ definition, inputs: { ...preset, ...values } }],
  };
}

function withPresent(input: OperationInput, now: NonNullable<PartAbout['now']>): OperationInput {
  const present = Object.hasOwn(now, input.name) ? now[input.name] : undefined;
  return present === undefined ? input : ({ ...input, initial: present } as OperationInput);
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
