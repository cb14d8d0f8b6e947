import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/connections.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';

/** Asks before finished tasks are forgotten: what the servers have forgotten already does not come back. */
export function ClearDialog(props: {
  readonly server: ConnectionId | null;
  readonly count: number;
  readonly onClose: () => void;
}): ReactElement {
  const { server, count, onClose } = props;
  const status = useConnection(server ?? undefined);
  const clear = useCallMutation('tasks.clear');
  return (
    <FormDialog
      title={t('tasks.clear.title', { count })}
      submit={t('tasks.clear.submit')}
      danger
      cautious
      width="xs"
      busy={clear.isPending}
      onCancel={onClose}
      onSubmit={() =>
        clear.mutate(server === null ? {} : { connection: server }, { onSuccess: onClose })
      }
    >
      <p>
        {status === undefined
          ? t('tasks.clear.all')
          : t('tasks.clear.server', { server: serverName(status) })}
      </p>
      {clear.error !== null && (
        <InlineError title={t('tasks.clear.failed')} error={errorOf(clear.error)} />
      )}
    </FormDialog>
  );
}
