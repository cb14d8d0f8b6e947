import { useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useConnection } from '../../../state/servers/connections.ts';
import { closeDialog, type ExplorerCallDialog } from '../../../state/dialogs.ts';
import { EnvironmentMark } from '../../../ui/servers/environment.tsx';
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx';
import { GuardField, isConfirmed } from '../../../ui/dialogs/guard-field.tsx';

/** Asks before an operation is called that changes something; in production its name has to be typed. */
export function CallDialog(props: ExplorerCallDialog): ReactElement {
  const { connection, service, operation, masked, proceed } = props;
  const status = useConnection(connection);
  const [typed, setTyped] = useState('');
  const guarded = status?.profile.environment === 'production';
  const title = t('explorer.confirm.title', { operation: `${service}.${operation}` });
  return (
    <FormDialog
      title={title}
      context={
        status && (
          <>
            {status.profile.name} <EnvironmentMark profile={status.profile} />
          </>
        )
      }
      submit={t('explorer.call')}
      danger
      cautious={!guarded}
      disabled={guarded && !isConfirmed(operation, typed)}
      onCancel={closeDialog}
      onSubmit={() => {
        closeDialog();
        proceed(guarded ? typed : undefined);
      }}
    >
      <p>{t('explorer.confirm.text')}</p>
      <pre className="mono selectable explorer-sent" tabIndex={0}>
        {masked}
      </pre>
      {guarded && <GuardField guard={operation} typed={typed} onChange={setTyped} focus />}
    </FormDialog>
  );
}
