import { useState, type ReactElement } from 'react';
import type { OperationInput } from '#shared/model/operation.ts';
import { InputField } from './input-field.tsx';
import { complaint } from './input-values.ts';
import type { LookupRoom } from './lookup/lookup-field.tsx';
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
  /** There is room for a table of choices among the fields. */
  readonly roomy?: boolean;
}

/** The fields of some inputs; the first has the focus. */
export function FormFields(props: FormFieldsProps): ReactElement {
  const { form, inputs, asker, tried, roomy = false } = props;
  const rooms = useRooms(form, inputs);
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
            {...(roomy && { room: rooms(input.name) })}
            onChange={(next, label) => form.set(input.name, next, label)}
          />
        );
      })}
    </>
  );
}

/** One table at a time has the room of a page: at first that of the lookup that lacks something, or of the one that the page begins with. */
function useRooms(
  form: OperationForm,
  inputs: readonly OperationInput[],
): (name: string) => LookupRoom {
  const [open, setOpen] = useState<{ readonly name: string | undefined; readonly asked: boolean }>(
    () => ({ name: firstOpen(form, inputs)?.name, asked: false }),
  );
  return (name) => {
    const isOpen = open.name === name;
    return {
      open: isOpen,
      asked: isOpen && open.asked,
      toggle: () => setOpen({ name: isOpen ? undefined : name, asked: true }),
    };
  };
}

function firstOpen(
  { values }: OperationForm,
  inputs: readonly OperationInput[],
): OperationInput | undefined {
  const lookups = inputs.filter(({ type }) => type === 'lookup');
  const lacking = lookups.find(({ name, required }) => required && (values[name] ?? '') === '');
  return lacking ?? (inputs[0]?.type === 'lookup' ? inputs[0] : undefined);
}
