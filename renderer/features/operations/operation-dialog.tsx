import { useState, type ReactElement } from 'react';
import { inWords, t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { GuardField, isConfirmed } from '../../ui/dialogs/guard-field.tsx';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { CallDisclosure } from './call-disclosure.tsx';
import { EachPreview, isAgreed, useEachPreview } from './each-preview.tsx';
import { FormFields } from './form-fields.tsx';
import { OperationWizard } from './wizard/operation-wizard.tsx';
import type { OperationDialogProps } from './operation-dialog-props.ts';
import { operationTitle } from './operation-title.ts';
import { ServerContext } from './server-context.tsx';
import { noInputs, noValues, useOperationForm } from './use-operation-form.ts';
import { useStart } from './use-start.ts';

/** Asks for consent, or for what the operation needs to know. If the server refuses, the answers stay. */
export function OperationDialog(props: OperationDialogProps): ReactElement {
  const paged = props.offer.inputs?.some(({ step }) => step !== undefined) === true;
  return paged ? <OperationWizard {...props} /> : <PlainDialog {...props} />;
}

function PlainDialog(props: OperationDialogProps): ReactElement {
  const { address, objectName, offer, preset = noValues, suggested, chosen } = props;
  const form = useOperationForm(offer.inputs ?? noInputs, preset, suggested, chosen);
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState('');
  const { busy, error, start } = useStart(address, offer);
  const { asked, given, each } = form;
  const wrong = form.isWrong(asked);
  const title = operationTitle(offer, objectName);
  const asker = { address, operation: offer.id };
  const preview = useEachPreview(asker, given, each, !wrong);
  const danger = offer.confirm !== undefined || offer.destructive === true;

  const submit = (): void => {
    setTried(true);
    if (!wrong) start(given, typed, each);
  };
  return (
    <FormDialog
      title={title}
      context={<ServerContext connection={address.connection} />}
      submit={busy ? t('operation.running') : inWords(offer.label)}
      onSubmit={submit}
      onCancel={closeDialog}
      busy={busy}
      disabled={!isConfirmed(offer.guard, typed) || (!wrong && !isAgreed(each, preview))}
      danger={danger}
      keeps={asked.length > 0}
      cautious={danger && asked.length === 0 && offer.guard === undefined}
      width={asked.length > 1 ? 'sm' : 'xs'}
    >
      {offer.confirm !== undefined && (
        <p className="selectable">{[offer.confirm, offer.risk ?? ''].map(inWords).join(' ')}</p>
      )}
      <FormFields form={form} inputs={asked} asker={asker} tried={tried} />
      {each !== undefined && <EachPreview title={title} each={each} preview={preview} />}
      {offer.guard !== undefined && (
        <GuardField
          guard={offer.guard}
          typed={typed}
          onChange={setTyped}
          focus={asked.length === 0}
        />
      )}
      {error !== null && <InlineError title={title} error={error} />}
      <CallDisclosure asker={asker} given={given} complete={!wrong} />
    </FormDialog>
  );
}
