import { useState, type ReactElement } from 'react';
import type { CommonOffer } from '#shared/model/run.ts';
import { t } from '../../../i18n/translate.ts';
import { closeDialog } from '../../../state/dialogs.ts';
import type { Target } from '../../../state/selection/target.ts';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { BulkOptions } from '../bulk/bulk-options.tsx';
import { BulkPreview } from '../bulk/bulk-preview.tsx';
import { TargetServers } from '../bulk/target-servers.tsx';
import { useBulkRun } from '../bulk/use-bulk-run.ts';
import { CallDisclosure } from '../call-disclosure.tsx';
import { noInputs } from '../use-operation-form.ts';
import { SettingsBody } from './settings-body.tsx';
import { SettingsChanges } from './settings-changes.tsx';
import { firstOf } from './settings-pages.ts';
import { useSettings } from './use-settings.ts';

interface SettingsBulkDialogProps {
  readonly target: Target;
  /** With what all of the objects have. */
  readonly offer: CommonOffer;
  readonly at?: string;
}

/** Settings of many objects: a field with several values is sent only where it was changed. */
export function SettingsBulkDialog({ target, offer, at }: SettingsBulkDialogProps): ReactElement {
  const inputs = offer.inputs ?? noInputs;
  const [first] = useState(() => firstOf(inputs, at));
  const form = useSettings(inputs, first);
  const changed = Object.keys(form.edits).length > 0;
  const wrong = form.complaints.size > 0 || !changed;
  const bulk = useBulkRun(target, offer, { given: form.given, wrong });
  const { asker, example, preview, runnable } = bulk;
  const title = t('bulk.title', { operation: offer.label, count: target.count });
  return (
    <FormDialog
      title={title}
      context={<TargetServers target={target} />}
      width="lg"
      keeps
      busy={bulk.starting}
      disabled={wrong || !bulk.ready}
      submit={
        bulk.starting
          ? t('operation.running')
          : t('bulk.start', {
              operation: t('settings.apply'),
              count: wrong ? target.count : runnable.length,
            })
      }
      onSubmit={bulk.submit}
      onCancel={closeDialog}
    >
      {inputs.length === 0 && <p className="weak">{t('settings.noneCommon')}</p>}
      <SettingsBody
        form={form}
        asker={asker}
        first={first}
        more={{
          title: t('settings.selection', { count: target.count }),
          content: (
            <>
              {preview.error !== null ? (
                <InlineError title={title} error={preview.error} />
              ) : (
                <BulkPreview
                  preview={wrong ? undefined : preview.data}
                  waiting={wrong ? t('settings.unchanged') : t('common.loading')}
                />
              )}
              <BulkOptions options={bulk.options} onChange={bulk.setOptions} />
            </>
          ),
        }}
      />
      <SettingsChanges form={form} />
      {bulk.startError !== null && <InlineError title={title} error={bulk.startError} />}
      {asker !== undefined && (
        <CallDisclosure asker={asker} given={form.given} complete={!wrong} {...example} />
      )}
    </FormDialog>
  );
}
