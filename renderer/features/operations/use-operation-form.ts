import { useMemo, useState } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import type { RunEach } from '#shared/model/run.ts';
import type { ChosenOptions } from '../../state/dialogs.ts';
import {
  askedInputs,
  chosenValues,
  complaint,
  dependents,
  eachOf,
  initialValues,
  submittedValues,
  type FormValue,
  type FormValues,
} from './input-values.ts';

/** The answers to what an operation asks. */
export interface OperationForm {
  readonly values: FormValues;
  /** What the chosen options of lookups are called. */
  readonly labels: Readonly<Record<string, Text>>;
  /** The inputs that are asked for as things stand. */
  readonly asked: readonly OperationInput[];
  /** What the core would get; of several names the first. */
  readonly given: InputValues;
  /** What is done several times; undefined where it is done once. */
  readonly each: RunEach | undefined;
  readonly set: (name: string, value: FormValue, label?: Text) => void;
  /** True if one of these inputs cannot be submitted as it is. */
  readonly isWrong: (inputs: readonly OperationInput[]) => boolean;
}

/** Constants, so that what follows from them is not worked out anew with every rendering. */
export const noInputs: readonly OperationInput[] = [];
export const noValues: InputValues = {};

/** @param preset what is given beforehand, and not asked for */
export function useOperationForm(
  inputs: readonly OperationInput[],
  preset: InputValues,
  suggested: InputValues = {},
  chosen: ChosenOptions = {},
): OperationForm {
  const [values, setValues] = useState<FormValues>(() => ({
    ...initialValues(inputs),
    ...suggestedValues(inputs, suggested),
    ...chosenValues(inputs, chosen),
  }));
  const [labels, setLabels] = useState<Readonly<Record<string, Text>>>(() => ({
    ...initialLabels(inputs),
    ...Object.fromEntries(Object.entries(chosen).map(([name, { label }]) => [name, label])),
  }));
  const derived = useMemo(() => {
    const asked = askedInputs(inputs, values, preset);
    const given = submittedValues(inputs, values, preset);
    return { asked, given, each: eachOf(asked, values) };
  }, [inputs, values, preset]);
  return {
    values,
    labels,
    ...derived,
    set: (name, value, label) => {
      const changed = values[name] !== value;
      // A choice made for another host may not exist on this one.
      const emptied = changed ? [...dependents(inputs, name)].map((one) => [one, '']) : [];
      setValues({ ...values, ...Object.fromEntries(emptied), [name]: value });
      setLabels({ ...labels, [name]: label ?? String(value) });
    },
    isWrong: (some) =>
      some.some(
        (input) => complaint(input, values[input.name] ?? '', { inputs, values }) !== undefined,
      ),
  };
}

function initialLabels(inputs: readonly OperationInput[]): Readonly<Record<string, Text>> {
  return Object.fromEntries(
    inputs.flatMap((input) =>
      input.type === 'lookup' && input.initial !== undefined
        ? [[input.name, input.initialLabel ?? input.initial]]
        : [],
    ),
  );
}

/** What is known of the thing that the operation is about stands in fields that have nothing of their own. */
function suggestedValues(inputs: readonly OperationInput[], suggested: InputValues): FormValues {
  return Object.fromEntries(
    inputs.flatMap(({ name, type, ...input }) =>
      type === 'text' &&
      Object.hasOwn(suggested, name) &&
      ('initial' in input ? input.initial : undefined) === undefined
        ? [[name, String(suggested[name])]]
        : [],
    ),
  );
}
