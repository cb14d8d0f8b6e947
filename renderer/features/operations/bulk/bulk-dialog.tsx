import type { ReactElement } from 'react';
import type { CommonOffer } from '#shared/model/run.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { t } from '../../../i18n/translate.ts';
import { closeDialog, type ChosenOptions } from '../../../state/dialogs.ts';
import type { Target } from '../../../state/selection/target.ts';
import { GuardField } from '../../../ui/dialogs/guard-field.tsx';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { BulkOptions } from './bulk-options.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { CallDisclosure } from '../call-disclosure.tsx';
import { FormFields } from '../form-fields.tsx';
import { SettingsBulkDialog } from '../settings/settings-bulk-dialog.tsx';
import { TargetServers } from './target-servers.tsx';
import { useBulk, type Bulk } from './use-bulk.ts';
import './bulk.css';

interface BulkDialogProps {
  readonly target: Target;
  readonly offer: CommonOffer;
  readonly chosen?: ChosenOptions;
  /** Of settings: the operation that they were opened for. */
  readonly at?: string;
}

/** One operation on many objects: what it needs to know, once; what will happen to each; and how carefully. */
export function BulkDialog(props: BulkDialogProps): ReactElement {
  const { target, offer } = props;
  const asks = offer.inputs !== undefined;
  const { data, error } = useCallQuery(
    'operations.common',
    () => ({ objects: target.selection, operation: offer.id }),
    { key: [offer.id], enabled: asks },
  );
  const Form = offer.edits === true ? SettingsBulkDialog : BulkForm;
  if (!asks) return <Form {...props} />;
  const whole = data?.find(({ id }) => id === offer.id);
  if (whole !== undefined) return <Form {...props} offer={whole} />;
  const title = t('bulk.title', { operation: offer.label, count: target.count });
  return (
    <FormDialog
      title={title}
      width="md"
      submit={t('bulk.start', { operation: offer.label, count: offer.runnable })}
      disabled
      onSubmit={closeDialog}
      onCancel={closeDialog}
    >
      {error !== null ? (
        <InlineError title={title} error={error} />
      ) : (
        <p>{data === undefined ? t('common.loading') : t('bulk.noneApplies')}</p>
      )}
    </FormDialog>
  );
}

/** @param props with what all of the objects are asked for: what a selection offers is known of some of them */
function BulkForm(props: BulkDialogProps): ReactElement {
  const { target, offer } = props;
  const bulk = useBulk(target, offer, props.chosen);
  const { form, runnable, asker, example } = bulk;
  const guard = bulk.preview.data?.guard;
  const destructive = offer.destructive === true;
  const title = t('bulk.title', { operation: offer.label, count: target.count });
  return (
    <FormDialog
      title={title}
      context={<TargetServers target={target} />}
      width="md"
      keeps
      cautious={form.asked.length === 0}
      submit={
        bulk.starting
          ? t('operation.running')
          : t('bulk.start', { operation: offer.label, count: runnable.length })
      }
      busy={bulk.starting}
      disabled={!bulk.ready}
      danger={destructive}
      onSubmit={bulk.submit}
      onCancel={closeDialog}
    >
      {offer.confirm !== undefined && (
        <p className="selectable">{t(destructive ? 'bulk.confirm' : 'bulk.confirmMild')}</p>
      )}
      {asker !== undefined && (
        <FormFields form={form} inputs={form.asked} asker={asker} tried={bulk.tried} />
      )}
      <Preview title={title} bulk={bulk} />
      <BulkOptions options={bulk.options} onChange={bulk.setOptions} />
      {guard !== undefined && (
        <GuardField guard={guard} typed={bulk.typed} onChange={bulk.setTyped} />
      )}
      {bulk.startError !== null && <InlineError title={title} error={bulk.startError} />}
      {asker !== undefined && (
        <CallDisclosure asker={asker} given={form.given} complete={!bulk.wrong} {...example} />
      )}
    </FormDialog>
  );
}

function Preview(props: { readonly title: string; readonly bulk: Bulk }): ReactElement {
  const { preview, wrong } = props.bulk;
  if (preview.error !== null) return <InlineError title={props.title} error={preview.error} />;
  return (
    <BulkPreview
      preview={wrong ? undefined : preview.data}
      waiting={wrong ? t('bulk.incomplete') : t('common.loading')}
    />
  );
}
