import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { partName } from '#shared/model/setting-name.ts';
import type { Definition, Subject } from './definition.ts';
import { isAlreadySo, type Refusal } from './refusal.ts';
import type { SettingsPart } from './settings.ts';

/** Where a part stands, and what is known of it beforehand. */
export interface PartAbout {
  readonly page: Text;
  readonly section?: Text;
  /** Which device. */
  readonly key?: string;
  /** What the operation is given, and nobody is asked for: the device. */
  readonly preset?: InputValues;
}

/** An operation of a list, by its id: the first, where there are several. */
export function operationNamed<D extends { readonly id: string }>(
  list: readonly D[],
  id: string,
): D {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

/** Why a value cannot be changed: what is already so is no reason against another value. */
export function reasonOf(refusal: Refusal | undefined): Text | undefined {
  return refusal === undefined || isAlreadySo(refusal) ? undefined : refusal;
}

/** A part that asks for what an operation asks for, but for what is given already. @param refused why it cannot be run now */
export function operationPart<S extends Subject, D extends Definition<S>>(
  subject: S,
  definition: D,
  refused: Text | undefined,
  { page, section, key, preset = {} }: PartAbout,
): SettingsPart<D> {
  return {
    id: partName({ operation: definition.id, ...onlyDefined({ key }) }),
    page,
    ...onlyDefined({ section }),
    refused,
    inputs: (definition.inputs?.(subject) ?? []).filter(({ name }) => !Object.hasOwn(preset, name)),
    does: (values) => [{ definition, inputs: { ...preset, ...values } }],
  };
}

/** The name of the switch of a part that does something or does not. */
const doIt = 'do';

/** A part that is run where its switch is set: what is added, what is taken away. */
export function switched<D>(part: SettingsPart<D>, label: Text): SettingsPart<D> {
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

/** The medium of the CD drive: given it is inserted, empty it is ejected. */
export function mediumPart<D>(
  page: Text,
  section: Text,
  {
    insert,
    eject,
    refused,
    input,
  }: {
    readonly insert: D;
    readonly eject: D;
    readonly refused: Text | undefined;
    readonly input: OperationInput;
  },
): SettingsPart<D> {
  return {
    id: 'cd.insert',
    page,
    section,
    refused,
    inputs: [input],
    does: (values) =>
      values[input.name] === undefined || values[input.name] === ''
        ? [{ definition: eject, inputs: {} }]
        : [{ definition: insert, inputs: values }],
  };
}
