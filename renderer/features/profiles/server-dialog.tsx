import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Family } from '#shared/model/profile.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import '../../ui/dialogs/form-dialog.css';
import { CertificateDialog } from './certificate-dialog.tsx';
import { ServerFields } from './server-fields.tsx';
import { families, formOf, problemsOf, type ServerForm } from './server-form.ts';
import { useServerDialog, type ServerDialogState } from './use-server-dialog.ts';

/** Adds a server or changes its profile. Nothing that was typed is lost by an error, or by a certificate that is not trusted. */
export function ServerDialog({ connection }: { readonly connection?: ConnectionId }): ReactElement {
  const status = useConnection(connection);
  const hasPassword = status?.hasPassword ?? false;
  const [form, setForm] = useState(() => formOf(status?.profile, hasPassword));
  const [tried, setTried] = useState(false);
  const dialog = useServerDialog(connection);

  const submit = (connect: boolean, changed = form): void => {
    setTried(true);
    if (Object.keys(problemsOf(changed)).length === 0) dialog.submit(changed, connect);
  };
  const { error, untrusted } = dialog;
  if (untrusted !== null)
    return (
      <CertificateDialog
        {...untrusted}
        name={form.name.trim() || form.address.trim()}
        onTrusted={() => submit(true)}
        onCancel={dialog.backToForm}
        {...(connection === undefined && { onLater: dialog.leave })}
      />
    );
  const connectAs = (family: Family): void => {
    setForm({ ...form, family });
    submit(true, { ...form, family });
  };
  return (
    <ServerFormDialog
      dialog={dialog}
      known={connection !== undefined}
      onSubmit={submit}
      problem={
        error !== null && (
          <InlineError title={t('server.failed')} error={error}>
            {error.foreign === true && connection === undefined && form.family !== 'auto' && (
              <OtherKinds than={form.family} onChoose={connectAs} />
            )}
          </InlineError>
        )
      }
    >
      <ServerFields form={form} tried={tried} hasPassword={hasPassword} onChange={setForm} />
    </ServerFormDialog>
  );
}

function ServerFormDialog(props: {
  readonly dialog: ServerDialogState;
  /** It is in the list already: it can be saved without a connection. */
  readonly known: boolean;
  readonly onSubmit: (connect: boolean) => void;
  /** What stands against it: beside the buttons, in sight however long the form is. */
  readonly problem: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const { dialog, known, onSubmit, problem, children } = props;
  return (
    <Dialog
      open
      // A click beside the dialog must not throw away what was typed.
      onClose={(_event, reason) => {
        if (reason === 'escapeKeyDown') dialog.cancel();
      }}
      fullWidth
      maxWidth="xs"
      aria-labelledby="server-title"
      transitionDuration={0}
    >
      <form
        noValidate
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (!dialog.busy) onSubmit(true);
        }}
      >
        <DialogTitle id="server-title">{known ? t('server.edit') : t('server.add')}</DialogTitle>
        <DialogContent sx={{ pb: 1 }}>{children}</DialogContent>
        {problem !== null && <div className="form-problem">{problem}</div>}
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Buttons dialog={dialog} known={known} onSave={() => onSubmit(false)} />
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Buttons(props: {
  readonly dialog: ServerDialogState;
  /** It is in the list already: it can be saved without a connection. */
  readonly known: boolean;
  readonly onSave: () => void;
}): ReactElement {
  const { cancel, busy } = props.dialog;
  return (
    <>
      <Button color="inherit" onClick={cancel}>
        {t('common.cancel')}
      </Button>
      {props.known && (
        <Button color="inherit" variant="outlined" disabled={busy} onClick={props.onSave}>
          {t('server.save')}
        </Button>
      )}
      <Button type="submit" variant="contained" disabled={busy}>
        {busy ? t('server.connecting') : t('server.saveAndConnect')}
      </Button>
    </>
  );
}

/** The server may be of another kind than the one that was chosen. */
function OtherKinds(props: {
  readonly than: ServerForm['family'];
  readonly onChoose: (family: Family) => void;
}): ReactElement {
  return (
    <div>
      {families
        .filter((id) => id !== props.than)
        .map((id) => (
          <Button
            key={id}
            color="inherit"
            variant="outlined"
            size="small"
            sx={{ mt: 1 }}
            onClick={() => props.onChoose(id)}
          >
            {t('server.otherKind', { kind: t(`family.${id}`) })}
          </Button>
        ))}
    </div>
  );
}
