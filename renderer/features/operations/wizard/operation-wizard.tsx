import Button from '@mui/material/Button';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { RunEach, RunPreview } from '#shared/model/run.ts';
import { useCallQuery, type CallQuery } from '../../../bridge/use-call.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { closeDialog } from '../../../state/dialogs.ts';
import { GuardField, isConfirmed } from '../../../ui/dialogs/guard-field.tsx';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { CallDisclosure } from '../call-disclosure.tsx';
import { EachPreview, isAgreed, useEachPreview } from '../each-preview.tsx';
import { FormFields } from '../form-fields.tsx';
import type { Asker } from '../lookup/lookup-picker.tsx';
import type { OperationDialogProps } from '../operation-dialog-props.ts';
import { PlanView, speaksAgainst } from '../plan-view.tsx';
import { operationTitle } from '../operation-title.ts';
import { ServerContext } from '../server-context.tsx';
import { noInputs, noValues, useOperationForm, type OperationForm } from '../use-operation-form.ts';
import { useStart } from '../use-start.ts';
import { useWizard } from './use-wizard.ts';
import { WizardSteps } from './wizard-steps.tsx';
import './wizard.css';

/** Asks page by page; the last page says what will be done and what the server thinks of it. Nothing is lost on going back. */
export function OperationWizard(props: OperationDialogProps): ReactElement {
  const { address, objectName, offer, preset = noValues, suggested, chosen } = props;
  const form = useOperationForm(offer.inputs ?? noInputs, preset, suggested, chosen);
  const wizard = useWizard(form);
  const { at, page } = wizard;
  const [typed, setTyped] = useState('');
  const starter = useStart(address, offer);
  const asker: Asker = { address, operation: offer.id };
  const last = page === undefined;
  const checked = useChecked(asker, form, last);
  const ready = isConfirmed(offer.guard, typed) && checked.isFine;
  const title = operationTitle(offer, objectName);

  const submit = (): void => {
    if (!last) wizard.next();
    else if (wizard.isComplete()) starter.start(form.given, typed, form.each);
  };
  return (
    <FormDialog
      title={title}
      context={<ServerContext connection={address.connection} />}
      width={hasTables(offer) ? 'lg' : 'md'}
      keeps
      submit={
        !last ? t('wizard.next') : starter.busy ? t('operation.running') : inWords(offer.label)
      }
      danger={last && offer.destructive === true}
      busy={starter.busy}
      disabled={last && !ready}
      onSubmit={submit}
      onCancel={closeDialog}
      extra={
        <Button variant="outlined" disabled={at === 0} onClick={() => wizard.go(at - 1)}>
          {t('wizard.back')}
        </Button>
      }
    >
      <div className="wizard">
        <WizardSteps
          titles={[...wizard.pages.map((one) => one.title), t('wizard.check')]}
          at={at}
          reached={wizard.reached}
          onGo={wizard.go}
        />
        <Page key={at} title={page?.title ?? t('wizard.check')}>
          {page !== undefined ? (
            <FormFields form={form} inputs={page.inputs} asker={asker} tried={wizard.tried} roomy />
          ) : (
            <LastPage title={title} offer={offer} checked={checked} error={starter.error}>
              {offer.guard !== undefined && (
                <GuardField guard={offer.guard} typed={typed} onChange={setTyped} />
              )}
            </LastPage>
          )}
          {last && <CallDisclosure asker={asker} given={form.given} complete />}
        </Page>
      </div>
    </FormDialog>
  );
}

/** Tables of choices want more room than fields. */
function hasTables({ inputs = noInputs }: OperationOffer): boolean {
  return inputs.some(({ type }) => type === 'lookup');
}

/** What is agreed to, what the server says to it, and what came of the last try. */
function LastPage(props: {
  readonly title: string;
  readonly offer: OperationOffer;
  readonly checked: Checked;
  readonly error: MorefError | null;
  /** What has to be typed to confirm. */
  readonly children: ReactNode;
}): ReactElement {
  const { title, offer, checked, error, children } = props;
  const { check, each, preview } = checked;
  return (
    <>
      {offer.confirm !== undefined && (
        <p className="selectable">{[offer.confirm, offer.risk ?? ''].map(inWords).join(' ')}</p>
      )}
      <Check title={title} check={check} />
      {each !== undefined && <EachPreview title={title} each={each} preview={preview} />}
      {children}
      {error !== null && <InlineError title={title} error={error} />}
    </>
  );
}

/** What the server answered to whether it can work. */
function Check(props: {
  readonly title: string;
  readonly check: CallQuery<OperationPlan>;
}): ReactElement {
  const { data, error, ask } = props.check;
  if (error !== null)
    return (
      <>
        <InlineError title={props.title} error={error} />
        <Button variant="outlined" sx={{ mt: 1 }} onClick={ask}>
          {t('common.retry')}
        </Button>
      </>
    );
  if (data !== undefined) return <PlanView plan={data} />;
  return (
    <p className="weak" role="status">
      {t('wizard.checking')}
    </p>
  );
}

/** A page; whoever comes to one without a field to fill in is led to its heading. */
function Page(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const inside = heading.current?.parentElement?.contains(document.activeElement);
    if (inside !== true) heading.current?.focus();
  }, []);
  return (
    <section className="wizard-page">
      <h3 ref={heading} tabIndex={-1} className="wizard-title">
        {props.title}
      </h3>
      {props.children}
    </section>
  );
}

/** What is known on the last page before anything is sent. */
interface Checked {
  readonly check: CallQuery<OperationPlan>;
  /** What is done several times, and what would come of it. */
  readonly each: RunEach | undefined;
  readonly preview: CallQuery<RunPreview>;
  /** It is known, and nothing of it speaks against going on. */
  readonly isFine: boolean;
}

/** Asks the server whether it can work, once the last page is shown. */
function useChecked(asker: Asker, { given, each }: OperationForm, enabled: boolean): Checked {
  const { address, operation } = asker;
  const check = useCallQuery(
    'operations.plan',
    () => ({ ...address, operation, inputs: given, check: true }),
    { key: [address.ref, operation, given, 'check'], enabled },
  );
  const preview = useEachPreview(asker, given, each, enabled);
  const isFine = !check.isFetching && !speaksAgainst(check.data) && isAgreed(each, preview);
  return { check, each, preview, isFine };
}
