import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { presentConnectError } from '../../actions/connect.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { RememberPassword } from './remember-password.tsx';
import { lineProblem } from './server-form.ts';
import { tellNotKept } from './tell-not-kept.ts';

/** Asks for the password of a server that has none stored, or whose stored one was refused. */
export function PasswordDialog(props: {
  readonly connection: ConnectionId;
  readonly error: MorefError | null;
}): ReactElement | null {
  const status = useConnection(props.connection);
  const link = useLink();
  const [password, setPassword] = useState('');
  const [user, setUser] = useState(status?.profile.user ?? '');
  const [remember, setRemember] = useState(status?.hasPassword ?? true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(props.error);
  if (status === undefined) return null;
  const { profile } = status;
  const problem = lineProblem(password);
  const userProblem = lineProblem(user);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { id } = profile;
      const asked = { ...profile, user: user.trim() };
      if (remember)
        tellNotKept(
          await link.call('profiles.save', { ...asked, password, rememberPassword: true }),
        );
      else if (asked.user !== profile.user) await link.call('profiles.save', asked);
      await link.call('connections.open', { id, password });
      closeDialog();
    } catch (thrown) {
      const failure = errorOf(thrown);
      if (failure.kind === 'certificate') presentConnectError(profile.id, failure, password);
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={t('password.title', { name: serverName(status) })}
      submit={busy ? t('server.connecting') : t('server.connect')}
      onSubmit={() => void submit()}
      onCancel={closeDialog}
      busy={busy}
      disabled={
        password === '' || user.trim() === '' || problem !== undefined || userProblem !== undefined
      }
      width="xs"
    >
      {/* A server that refuses a login does not say which of both is wrong. */}
      <TextField
        label={t('server.field.user')}
        value={user}
        error={userProblem !== undefined}
        helperText={userProblem}
        onChange={(event) => setUser(event.target.value)}
        slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
      />
      <TextField
        label={t('password.text', { user, address: profile.address })}
        type="password"
        autoFocus
        value={password}
        error={problem !== undefined}
        helperText={problem}
        onChange={(event) => setPassword(event.target.value)}
        slotProps={{ htmlInput: { autoComplete: 'off' } }}
      />
      <RememberPassword checked={remember} onChange={setRemember} />
      {error !== null && <InlineError title={t('server.failed')} error={error} />}
    </FormDialog>
  );
}
