import type { Text } from '#shared/i18n/text.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { partOfSetting } from '#shared/model/setting-name.ts';
import {
  askedInputs,
  complaint,
  initialValues,
  submittedValues,
  type FormValue,
  type FormValues,
} from '../input-values.ts';

/** A setting that somebody has changed. */
export interface Touched {
  readonly value: FormValue;
  /** What the chosen option of a lookup is called. */
  readonly label?: Text;
  /** As it was when it was changed: what it is compared with, and by what somebody else's change is noticed. */
  readonly from: OperationInput;
  /** The version of its part then. */
  readonly version?: string;
}

/** What was changed, by the input's name. */
export type Edits = Readonly<Record<string, Touched>>;

/** The values of all fields: what is so, and what was changed of it. */
export function valuesOf(inputs: readonly OperationInput[], edits: Edits): FormValues {
  const changed = Object.entries(edits).map(([name, { value }]) => [name, value] as const);
  return { ...initialValues(inputs), ...Object.fromEntries(changed) };
}

/** With another value of a field; without, where it is what it was. */
export function withEdit(
  inputs: readonly OperationInput[],
  edits: Edits,
  {
    name,
    value,
    label,
  }: { readonly name: string; readonly value: FormValue; readonly label?: Text },
): Edits {
  const input = inputs.find((one) => one.name === name);
  if (input === undefined) return edits;
  const known = edits[name];
  const from = known?.from ?? input;
  if (from.several !== true && isSame(value, from)) return withoutEdit(inputs, edits, name);
  const version = known === undefined ? versionOf(inputs, name) : known.version;
  return {
    ...edits,
    [name]: {
      value,
      from,
      ...(label !== undefined && { label }),
      ...(version !== undefined && { version }),
    },
  };
}

function isSame(value: FormValue, from: OperationInput): boolean {
  const before = initialValues([from])[from.name] ?? '';
  return typeof value === 'string' && typeof before === 'string' && from.type !== 'text'
    ? value.trim() === before.trim()
    : value === before;
}

/** As it was: and with it what was asked for only because of it. */
export function withoutEdit(inputs: readonly OperationInput[], edits: Edits, name: string): Edits {
  const { [name]: _gone, ...rest } = edits;
  const asked = new Set(askedInputs(inputs, valuesOf(inputs, rest)).map((one) => one.name));
  return Object.fromEntries(Object.entries(rest).filter(([one]) => asked.has(one)));
}

function versionOf(inputs: readonly OperationInput[], name: string): string | undefined {
  const part = partOfSetting(name)?.part;
  const version = inputs.find(
    (one) => one.hidden === true && partOfSetting(one.name)?.part === part,
  );
  return version?.type === 'text' && typeof version.initial === 'string'
    ? version.initial
    : undefined;
}

/** What is sent: what was changed, and beside it the versions of the parts that it is of. */
export function givenOf(inputs: readonly OperationInput[], edits: Edits): InputValues {
  const values = valuesOf(inputs, edits);
  const submitted = submittedValues(inputs, values);
  const given: Record<string, InputValues[string]> = {};
  for (const input of askedInputs(inputs, values)) {
    const edit = edits[input.name];
    // What came with a switch is given as it stands, also where nobody has changed it.
    if (edit === undefined && !isAskedBySwitch(input, edits)) continue;
    // A field that was emptied is sent as empty: left out, it would stay as it is.
    const value = submitted[input.name] ?? (edit === undefined ? undefined : '');
    if (value !== undefined) given[input.name] = value;
    const part = partOfSetting(input.name)?.part;
    const hidden = inputs.find(
      (one) => one.hidden === true && partOfSetting(one.name)?.part === part,
    );
    if (hidden !== undefined && edit?.version !== undefined) given[hidden.name] = edit.version;
  }
  return given;
}

function isAskedBySwitch({ when }: OperationInput, edits: Edits): boolean {
  return when !== undefined && Object.hasOwn(edits, when.input);
}

/** The fields that cannot be sent as they are, with why not. */
export function complaintsOf(
  inputs: readonly OperationInput[],
  edits: Edits,
): ReadonlyMap<string, string> {
  const values = valuesOf(inputs, edits);
  const asked = askedInputs(inputs, values);
  const found = new Map<string, string>();
  for (const input of asked) {
    if (input.refused !== undefined || input.hidden === true) continue;
    const concerned = Object.hasOwn(edits, input.name) || isAskedBySwitch(input, edits);
    const divides = input.type === 'number' && input.divides !== undefined;
    const other = divides && input.divides !== undefined && Object.hasOwn(edits, input.divides);
    if (!concerned && !other) continue;
    const problem = complaint(input, values[input.name] ?? '', { inputs: asked, values });
    if (problem !== undefined) found.set(input.name, problem);
  }
  return found;
}

/** The changed settings that somebody else has changed meanwhile, with what they are now. */
export function changedMeanwhile(
  inputs: readonly OperationInput[],
  edits: Edits,
): readonly OperationInput[] {
  return inputs.filter((input) => {
    const edit = edits[input.name];
    return (
      edit !== undefined &&
      initialValues([input])[input.name] !== initialValues([edit.from])[input.name]
    );
  });
}

/** The changes as they are, upon what is so now. */
export function onPresent(inputs: readonly OperationInput[], edits: Edits): Edits {
  let next: Edits = {};
  for (const [name, { value, label }] of Object.entries(edits))
    next = withEdit(inputs, next, { name, value, ...(label !== undefined && { label }) });
  return next;
}
