import type { ReactElement } from 'react';
import type { OperationInput } from '#shared/model/operation.ts';
import { InputField } from './input-field.tsx';
import { complaint } from './input-values.ts';
import type { Asker } from './lookup/lookup-picker.tsx';
import type { OperationForm } from './use-operation-form.ts';

export interface FormFieldsProps {
  readonly form: OperationForm;
  /** Those of the form's inputs that stand here. */
  readonly inputs: readonly OperationInput[];
  /** For whom choices are looked up. */
  readonly asker: Asker;
  /** The user tried to go on: from now on fields say what they lack. */
  readonly tried: boolean;
}

/** The fields of some inputs; the first has the focus. */
export function FormFields({ form, inputs, asker, tried }: FormFieldsProps): ReactElement {
  return (
    <>
      {inputs.map((input, index) => {
        const value = form.values[input.name] ?? '';
        return (
          <InputField
            key={input.name}
            input={input}
            value={value}
            label={form.labels[input.name] ?? ''}
            given={form.given}
            asker={asker}
            problem={
              tried
                ? complaint(input, value, { inputs: form.asked, values: form.values })
                : undefined
            }
            focus={index === 0}
            onChange={(next, label) => form.set(input.name, next, label)}
          />
        );
      })}
    </>
  );
}
