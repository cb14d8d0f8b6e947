import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/connections.ts';
import { closeDialog, type ExplorerCallDialog } from '../../state/dialogs.ts';
import { EnvironmentMark } from '../../ui/environment.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { writeJson } from './form/json-text.ts';
import { maskSecrets } from './form/masked-json.ts';

/** Asks before an operation is called that changes something; in production its name has to be typed. */
export function CallDialog(props: ExplorerCallDialog): ReactElement {
  const { connection, service, operation, parameters, input, types, proceed } = props;
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
      disabled={guarded && typed.trim() !== operation}
      onCancel={closeDialog}
      onSubmit={() => {
        closeDialog();
        proceed(guarded ? typed : undefined);
      }}
    >
      <p>{t('explorer.confirm.text')}</p>
      <pre className="mono selectable explorer-sent" tabIndex={0}>
        {writeJson(maskSecrets(parameters, input, types))}
      </pre>
      {guarded && (
        <TextField
          label={t('guard.label', { guard: operation })}
          value={typed}
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
        />
      )}
    </FormDialog>
  );
}
