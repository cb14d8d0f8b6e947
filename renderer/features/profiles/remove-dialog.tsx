import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';

/** Asks before a server's profile is forgotten. */
export function RemoveDialog({
  connection,
}: {
  readonly connection: ConnectionId;
}): ReactElement | null {
  const status = useConnection(connection);
  const remove = useCallMutation('profiles.remove');
  if (status === undefined) return null;
  return (
    <FormDialog
      title={t('server.remove.title', { name: serverName(status) })}
      submit={t('server.remove.confirm')}
      onSubmit={() => remove.mutate({ id: connection }, { onSuccess: () => closeDialog() })}
      onCancel={closeDialog}
      busy={remove.isPending}
      danger
      cautious
      width="xs"
    >
      <p>{t('server.remove.text')}</p>
      {remove.error !== null && (
        <Alert severity="error" role="alert">
          {inWords(errorOf(remove.error).message)}
        </Alert>
      )}
    </FormDialog>
  );
}
