import { useMemo, useState, type ReactElement } from 'react';
import type { CommonOffer, RunOptions, RunPreview } from '#shared/model/run.ts';
import { grouped, type Selection } from '#shared/model/selection.ts';
import { errorOf, useCallMutation, useCallQuery } from '../../../bridge/use-call.ts';
import { t } from '../../../i18n/translate.ts';
import { closeDialog, showDialog, type ChosenOptions } from '../../../state/dialogs.ts';
import { useDebounced } from '../../../state/use-debounced.ts';
import type { Target } from '../../../state/selection/target.ts';
import { GuardField, isConfirmed } from '../../../ui/dialogs/guard-field.tsx';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { BulkOptions } from './bulk-options.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { CallDisclosure } from '../call-disclosure.tsx';
import { FormFields } from '../form-fields.tsx';
import { ServerContext } from '../server-context.tsx';
import { noInputs, noValues, useOperationForm } from '../use-operation-form.ts';
import './bulk.css';

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 300;

interface BulkDialogProps {
  readonly target: Target;
  readonly offer: CommonOffer;
  readonly chosen?: ChosenOptions;
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
  if (!asks) return <BulkForm {...props} />;
  const whole = data?.find(({ id }) => id === offer.id);
  if (whole !== undefined) return <BulkForm {...props} offer={whole} />;
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
  const { target, offer, chosen } = props;
  const form = useOperationForm(offer.inputs ?? noInputs, noValues, undefined, chosen);
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState<RunOptions>({
    stopOnError: false,
    perServer: 8,
    perHost: 4,
  });
  const start = useCallMutation('runs.start');
  const wrong = form.isWrong(form.asked);
  const given = useDebounced(form.given, stillness);
  const preview = useCallQuery(
    'runs.preview',
    () => ({ objects: target.selection, operation: offer.id, inputs: given }),
    { key: [offer.id, given], keepFor: offer.id, enabled: !wrong },
  );
  const runnable = useMemo(
    () => preview.data?.items.filter(({ outcome }) => outcome === 'run') ?? [],
    [preview.data],
  );
  const guard = preview.data?.guard;
  const title = t('bulk.title', { operation: offer.label, count: target.count });
  const example = runnable[0] ?? preview.data?.items[0];
  const exampleAddress =
    example === undefined ? target.example : { connection: example.connection, ref: example.ref };
  const asker = exampleAddress && { address: exampleAddress, operation: offer.id };
  const settled = given === form.given && !preview.isPlaceholderData && !preview.isFetching;

  const submit = (): void => {
    setTried(true);
    if (wrong) return;
    start.mutate(
      {
        objects: asPreviewed(target.selection, preview.data),
        operation: offer.id,
        inputs: form.given,
        options,
        ...(guard === undefined ? {} : { typed }),
      },
      { onSuccess: ({ run }) => showDialog({ kind: 'run', run }) },
    );
  };
  return (
    <FormDialog
      title={title}
      context={target.connections.slice(0, 4).map((one) => (
        <span key={one} className="bulk-server">
          <ServerContext connection={one} />
        </span>
      ))}
      width="md"
      keeps
      cautious={form.asked.length === 0}
      submit={
        start.isPending
          ? t('operation.running')
          : t('bulk.start', { operation: offer.label, count: runnable.length })
      }
      busy={start.isPending}
      disabled={
        tried && wrong
          ? true
          : !wrong && (!settled || runnable.length === 0 || !isConfirmed(guard, typed))
      }
      danger={offer.destructive === true}
      onSubmit={submit}
      onCancel={closeDialog}
    >
      {offer.confirm !== undefined && (
        <p className="selectable">
          {t(offer.destructive === true ? 'bulk.confirm' : 'bulk.confirmMild')}
        </p>
      )}
      {asker !== undefined && (
        <FormFields form={form} inputs={form.asked} asker={asker} tried={tried} />
      )}
      {preview.error !== null ? (
        <InlineError title={title} error={preview.error} />
      ) : (
        <BulkPreview
          preview={wrong ? undefined : preview.data}
          waiting={wrong ? t('bulk.incomplete') : t('common.loading')}
        />
      )}
      <BulkOptions options={options} onChange={setOptions} />
      {guard !== undefined && <GuardField guard={guard} typed={typed} onChange={setTyped} />}
      {start.error !== null && <InlineError title={title} error={errorOf(start.error)} />}
      {asker !== undefined && (
        <CallDisclosure
          asker={asker}
          given={form.given}
          complete={!wrong}
          {...(example === undefined ? {} : { example: example.name })}
        />
      )}
    </FormDialog>
  );
}

/** What was described is what was listed when somebody agreed to it: what has come since was not meant, what left is not any more. */
function asPreviewed(selection: Selection, preview: RunPreview | undefined): Selection {
  if (selection.by === 'refs' || preview === undefined) return selection;
  return { ...selection, only: grouped(preview.items).groups };
}
