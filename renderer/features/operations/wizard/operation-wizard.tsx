import Button from '@mui/material/Button';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { errorOf, useCallMutation, useCallQuery } from '../../../bridge/use-call.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { closeDialog } from '../../../state/dialogs.ts';
import { GuardField, isConfirmed } from '../../../ui/dialogs/guard-field.tsx';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { CallDisclosure } from '../call-disclosure.tsx';
import { closeStarted } from '../close-started.ts';
import { FormFields } from '../form-fields.tsx';
import type { Asker } from '../lookup/lookup-picker.tsx';
import type { OperationDialogProps } from '../operation-dialog.tsx';
import { PlanView, speaksAgainst } from '../plan-view.tsx';
import { operationTitle } from '../operation-title.ts';
import { ServerContext } from '../server-context.tsx';
import { noInputs, noValues, useOperationForm, type OperationForm } from '../use-operation-form.ts';
import { WizardSteps } from './wizard-steps.tsx';
import { wizardPages } from './wizard-pages.ts';
import './wizard.css';

/** Asks page by page; the last page says what will be done and what the server thinks of it. Nothing is lost on going back. */
export function OperationWizard(props: OperationDialogProps): ReactElement {
  const { address, objectName, offer, preset = noValues, suggested, chosen } = props;
  const form = useOperationForm(offer.inputs ?? noInputs, preset, suggested, chosen);
  const pages = wizardPages(form.asked);
  const [at, setAt] = useState(0);
  /** The furthest page that was reached: those before it can be gone to directly. */
  const [reached, setReached] = useState(0);
  const [tried, setTried] = useState(-1);
  const [typed, setTyped] = useState('');
  const run = useCallMutation('operations.run');
  const asker: Asker = { address, operation: offer.id };
  const index = Math.min(at, pages.length);
  const page = pages[index];
  const check = useCheck(asker, form, page === undefined);
  const title = operationTitle(offer, objectName);

  const go = (next: number): void => {
    setAt(next);
    setReached((furthest) => Math.max(furthest, next));
  };
  const submit = (): void => {
    if (page !== undefined) {
      setTried(Math.max(tried, index));
      if (!form.isWrong(page.inputs)) go(index + 1);
      return;
    }
    const wrong = pages.findIndex(({ inputs }) => form.isWrong(inputs));
    if (wrong >= 0) {
      setTried(pages.length);
      setAt(wrong);
      return;
    }
    run.mutate(
      {
        ...address,
        operation: offer.id,
        inputs: form.given,
        ...(offer.guard === undefined ? {} : { typed }),
      },
      { onSuccess: ({ task }) => closeStarted(offer, task) },
    );
  };
  const last = page === undefined;
  return (
    <FormDialog
      title={title}
      context={<ServerContext connection={address.connection} />}
      width="md"
      keeps
      submit={
        !last ? t('wizard.next') : run.isPending ? t('operation.running') : inWords(offer.label)
      }
      danger={last && offer.destructive === true}
      busy={run.isPending}
      disabled={
        last && (!isConfirmed(offer.guard, typed) || check.isFetching || speaksAgainst(check.data))
      }
      onSubmit={submit}
      onCancel={closeDialog}
      extra={
        <Button variant="outlined" disabled={index === 0} onClick={() => go(index - 1)}>
          {t('wizard.back')}
        </Button>
      }
    >
      <div className="wizard">
        <WizardSteps
          titles={[...pages.map((one) => one.title), t('wizard.check')]}
          at={index}
          reached={Math.min(reached, pages.length)}
          onGo={go}
        />
        <Page key={index} title={page?.title ?? t('wizard.check')}>
          {page !== undefined ? (
            <FormFields form={form} inputs={page.inputs} asker={asker} tried={tried >= index} />
          ) : (
            <>
              {offer.confirm !== undefined && (
                <p className="selectable">
                  {[offer.confirm, offer.risk ?? ''].map(inWords).join(' ')}
                </p>
              )}
              {check.error !== null && <InlineError title={title} error={check.error} />}
              {check.error !== null && (
                <Button variant="outlined" sx={{ mt: 1 }} onClick={check.ask}>
                  {t('common.retry')}
                </Button>
              )}
              {check.data === undefined && check.error === null && (
                <p className="weak" role="status">
                  {t('wizard.checking')}
                </p>
              )}
              {check.data !== undefined && <PlanView plan={check.data} />}
              {offer.guard !== undefined && (
                <GuardField guard={offer.guard} typed={typed} onChange={setTyped} />
              )}
              {run.error !== null && <InlineError title={title} error={errorOf(run.error)} />}
              <CallDisclosure asker={asker} given={form.given} complete />
            </>
          )}
        </Page>
      </div>
    </FormDialog>
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

/** Asks the server whether it can work, once the last page is shown. */
function useCheck(asker: Asker, { given }: OperationForm, enabled: boolean) {
  const { address, operation } = asker;
  return useCallQuery(
    'operations.plan',
    () => ({ ...address, operation, inputs: given, check: true }),
    { key: [address.ref, operation, given, 'check'], enabled },
  );
}
