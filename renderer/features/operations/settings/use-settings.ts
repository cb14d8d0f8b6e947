import { useMemo, useState } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import type { FormValue, FormValues } from '../input-values.ts';
import { askedInputs } from '../input-values.ts';
import {
  changedMeanwhile,
  complaintsOf,
  givenOf,
  onPresent,
  valuesOf,
  withEdit,
  withoutEdit,
  type Edits,
} from './settings-form.ts';
import { isSwitch } from './settings-pages.ts';

/** Settings that are being changed. */
export interface SettingsForm {
  readonly inputs: readonly OperationInput[];
  readonly edits: Edits;
  readonly values: FormValues;
  /** The fields that are shown as things stand. */
  readonly asked: readonly OperationInput[];
  /** What the core would get. */
  readonly given: InputValues;
  /** Why fields cannot be sent as they are. */
  readonly complaints: ReadonlyMap<string, string>;
  /** What somebody else has changed meanwhile of what is changed here. */
  readonly meanwhile: readonly OperationInput[];
  readonly set: (name: string, value: FormValue, label?: Text) => void;
  readonly undo: (name: string) => void;
  readonly undoAll: () => void;
  /** Takes over what is so now: what was changed here stays, and is to be changed from that. */
  readonly keep: () => void;
}

/** @param inputs as they are now; @param first what the dialog was opened for: a switch is set */
export function useSettings(
  inputs: readonly OperationInput[],
  first: OperationInput | undefined,
): SettingsForm {
  const [edits, setEdits] = useState<Edits>(() =>
    first !== undefined && isSwitch(first) && first.refused === undefined
      ? withEdit(inputs, {}, { name: first.name, value: true })
      : {},
  );
  const derived = useMemo(() => {
    const values = valuesOf(inputs, edits);
    return {
      values,
      asked: askedInputs(inputs, values),
      given: givenOf(inputs, edits),
      complaints: complaintsOf(inputs, edits),
      meanwhile: changedMeanwhile(inputs, edits),
    };
  }, [inputs, edits]);
  return {
    inputs,
    edits,
    ...derived,
    set: (name, value, label) =>
      setEdits((now) =>
        withEdit(inputs, now, { name, value, ...(label !== undefined && { label }) }),
      ),
    undo: (name) => setEdits((now) => withoutEdit(inputs, now, name)),
    undoAll: () => setEdits({}),
    keep: () => setEdits((now) => onPresent(inputs, now)),
  };
}
