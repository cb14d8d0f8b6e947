import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { RememberPassword } from './remember-password.tsx';
import { lineProblem } from './server-form.ts';
import { useLogin } from './use-login.ts';

/** Asks for the password of a server that has none stored, or whose stored one was refused. */
export function PasswordDialog(props: {
  readonly connection: ConnectionId;
  readonly error: MorefError | null;
}): ReactElement | null {
  const status = useConnection(props.connection);
  const [password, setPassword] = useState('');
  const [user, setUser] = useState(status?.profile.user ?? '');
  const [remember, setRemember] = useState(status?.hasPassword ?? true);
  const login = useLogin(props.error);
  if (status === undefined) return null;
  const { profile } = status;
  const problem = lineProblem(password);
  const userProblem = lineProblem(user);
  const incomplete = password === '' || user.trim() === '';
  const submit = (): void => login.submit(profile, { user: user.trim(), password, remember });
  if (login.untrusted !== null)
    return (
      <CertificateDialog
        connection={profile.id}
        problem={login.untrusted}
        onTrusted={submit}
        onCancel={login.backToForm}
      />
    );
  return (
    <FormDialog
      title={t('password.title', { name: serverName(status) })}
      submit={login.busy ? t('server.connecting') : t('server.connect')}
      onSubmit={submit}
      onCancel={login.cancel}
      busy={login.busy}
      disabled={incomplete || problem !== undefined || userProblem !== undefined}
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
      {login.error !== null && <InlineError title={t('server.failed')} error={login.error} />}
    </FormDialog>
  );
}
