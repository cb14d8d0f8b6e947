import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
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
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(inputs.map(({ name, initial }) => [name, initial ?? ''])),
  );
  const [tried, setTried] = useState(false);
  const run = useCallMutation('operations.run');
  const wrong = inputs.some((input) => complaint(input, values[input.name]) !== undefined);

  const title = t('operation.title', { operation: offer.label, object: objectName });

  const submit = (): void => {
    setTried(true);
    if (wrong) return;
    run.mutate(
      { ...address, operation: offer.id, inputs: values },
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
        const problem = tried ? complaint(input, values[input.name]) : undefined;
        return (
          <TextField
            key={input.name}
            label={input.label}
            value={values[input.name] ?? ''}
            autoFocus={index === 0}
            error={problem !== undefined}
            helperText={problem}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setValues({ ...values, [input.name]: event.target.value })}
            slotProps={{ htmlInput: { maxLength: input.maxLength, spellCheck: false } }}
          />
        );
      })}
      {run.error !== null && <InlineError title={title} error={errorOf(run.error)} />}
    </FormDialog>
  );
}

function complaint(input: OperationInput, value: string | undefined): string | undefined {
  return input.required && (value ?? '').trim() === ''
    ? t('operation.required', { label: input.label })
    : undefined;
}
