import { useState, type ReactElement } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { InputField } from './input-field.tsx';
import { complaint, initialValues, submittedValues } from './input-values.ts';
import { InlineError } from '../../ui/inline-error.tsx';

export interface OperationDialogProps {
  readonly address: ObjectAddress;
  readonly objectName: string;
  readonly offer: OperationOffer;
}

/** Asks for consent, or for what the operation needs to know. If the server refuses, the answers stay. */
export function OperationDialog({
  address,
  objectName,
  offer,
}: OperationDialogProps): ReactElement {
  const inputs = offer.inputs ?? [];
  const [values, setValues] = useState(() => initialValues(inputs));
  const [tried, setTried] = useState(false);
  const run = useCallMutation('operations.run');
  const wrong = inputs.some((input) => complaint(input, values[input.name] ?? '') !== undefined);

  const title = t('operation.title', { operation: offer.label, object: objectName });

  const submit = (): void => {
    setTried(true);
    if (wrong) return;
    run.mutate(
      { ...address, operation: offer.id, inputs: submittedValues(inputs, values) },
      { onSuccess: () => closeDialog() },
    );
  };
  return (
    <FormDialog
      title={title}
      submit={run.isPending ? t('operation.running') : offer.label}
      onSubmit={submit}
      onCancel={closeDialog}
      busy={run.isPending}
      danger={offer.confirm !== undefined}
      width="xs"
    >
      {offer.confirm !== undefined && <p className="selectable">{offer.confirm}</p>}
      {inputs.map((input, index) => {
        const problem = tried ? complaint(input, values[input.name] ?? '') : undefined;
        return (
          <InputField
            key={input.name}
            input={input}
            value={values[input.name] ?? ''}
            problem={problem}
            focus={index === 0}
            onChange={(value) => setValues({ ...values, [input.name]: value })}
          />
        );
      })}
      {run.error !== null && <InlineError title={title} error={errorOf(run.error)} />}
    </FormDialog>
  );
}
