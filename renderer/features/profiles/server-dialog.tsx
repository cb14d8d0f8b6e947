import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { ServerFields } from './server-fields.tsx';
import { formOf, problemsOf } from './server-form.ts';
import { useServerDialog, type ServerDialogState } from './use-server-dialog.ts';

/** Adds a server or changes its profile. Nothing that was typed is lost by an error. */
export function ServerDialog({ connection }: { readonly connection?: ConnectionId }): ReactElement {
  const status = useConnection(connection);
  const [form, setForm] = useState(() => formOf(status?.profile, status?.hasPassword ?? false));
  const [tried, setTried] = useState(false);
  const dialog = useServerDialog(connection);

  const submit = (connect: boolean): void => {
    setTried(true);
    if (Object.keys(problemsOf(form)).length === 0) dialog.submit(form, connect);
  };
  const { error } = dialog;
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
        onSubmit={(event) => {
          event.preventDefault();
          if (!dialog.busy) submit(true);
        }}
      >
        <DialogTitle id="server-title">
          {connection === undefined ? t('server.add') : t('server.edit')}
        </DialogTitle>
        <DialogContent sx={{ pb: 1 }}>
          <ServerFields
            form={form}
            tried={tried}
            hasPassword={status?.hasPassword ?? false}
            onChange={setForm}
          />
          {error !== null && <InlineError title={t('server.failed')} error={error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Buttons dialog={dialog} known={connection !== undefined} onSave={() => submit(false)} />
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
