import { useState, type ReactElement } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { useDerived } from '../../../bridge/use-derived.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { closeDialog } from '../../../state/dialogs.ts';
import { useConnection } from '../../../state/servers/connections.ts';
import { useDebounced } from '../../../state/use-debounced.ts';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { CallDisclosure } from '../call-disclosure.tsx';
import type { Asker } from '../lookup/lookup-picker.tsx';
import { operationTitle } from '../operation-title.ts';
import { PlanView, speaksAgainst } from '../plan-view.tsx';
import { ServerContext } from '../server-context.tsx';
import { noInputs } from '../use-operation-form.ts';
import { useStart } from '../use-start.ts';
import { SettingsBody } from './settings-body.tsx';
import { SettingsChanges } from './settings-changes.tsx';
import { firstOf } from './settings-pages.ts';
import { useSettings, type SettingsForm } from './use-settings.ts';

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 300;

interface SettingsDialogProps {
  readonly address: ObjectAddress;
  readonly objectName: string;
  readonly offer: OperationOffer;
  /** The operation that it was opened for, and which disk or adapter. */
  readonly at?: { readonly operation: string; readonly key?: string };
}

/** All settings of one object: what is so, what is to be, and what is done for it, in one plan. */
export function SettingsDialog(props: SettingsDialogProps): ReactElement {
  const { address, objectName, at } = props;
  const offer = useLiveOffer(props);
  const inputs = offer.inputs ?? noInputs;
  const [first] = useState(() => firstOf(inputs, at?.operation, at?.key));
  const form = useSettings(inputs, first);
  const { busy, error, start } = useStart(address, offer);
  const asker: Asker = { address, operation: offer.id };
  const title = operationTitle(offer, objectName);
  const changed = Object.keys(form.edits).length > 0;
  const wrong = form.complaints.size > 0;
  const plan = usePlan(asker, form, changed && !wrong);
  return (
    <FormDialog
      title={title}
      context={<ServerContext connection={address.connection} />}
      submit={busy ? t('operation.running') : t('settings.apply')}
      width="lg"
      keeps
      busy={busy}
      disabled={!changed || wrong || offer.refused !== undefined || speaksAgainst(plan.data)}
      onSubmit={() => start(form.given, '')}
      onCancel={closeDialog}
    >
      {offer.refused !== undefined && <p className="weak">{inWords(offer.refused)}</p>}
      <SettingsBody form={form} asker={asker} first={first} />
      <SettingsChanges form={form} />
      {changed && !wrong && plan.data !== undefined && <PlanView plan={plan.data} />}
      {plan.error !== null && changed && <InlineError title={title} error={plan.error} />}
      {error !== null && <InlineError title={title} error={error} />}
      <CallDisclosure asker={asker} given={form.given} complete={changed && !wrong} />
    </FormDialog>
  );
}

/** The offer as it is now; while it cannot be had, as it was last. */
function useLiveOffer({ address, offer }: SettingsDialogProps): OperationOffer {
  const state = useConnection(address.connection)?.state;
  const { data } = useDerived('offers', address, state);
  const [last, setLast] = useState(offer);
  const found = data?.find(({ id }) => id === offer.id);
  if (found !== undefined && found !== last) setLast(found);
  return found ?? last;
}

/** What would be done, as the server sees it. */
function usePlan({ address, operation }: Asker, form: SettingsForm, enabled: boolean) {
  const given = useDebounced(form.given, stillness);
  return useCallQuery(
    'operations.plan',
    () => ({ ...address, operation, inputs: given, check: true }),
    {
      key: [address.ref, operation, given, 'settings'],
      keepFor: `${address.ref} ${operation} settings`,
      enabled: enabled && given === form.given,
    },
  );
}
