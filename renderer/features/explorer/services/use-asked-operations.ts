import { useState } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { useLink } from '../../../bridge/link-context.ts';
import { errorOf } from '../../../bridge/use-call.ts';
import { t } from '../../../i18n/translate.ts';
import type { AskedOperations } from './service-lines.ts';

/** Operations of services that only the server knows, asked for when the user opens one. */
export function useAskedOperations(connection: ConnectionId): {
  readonly asked: AskedOperations;
  readonly ask: (service: string) => void;
} {
  const link = useLink();
  const [asked, setAsked] = useState<AskedOperations>(new Map());
  return {
    asked,
    ask: (service) => {
      const known = asked.get(service);
      if (known !== undefined && 'operations' in known) return;
      link.call('explorer.operations', { connection, service }).then(
        (operations) => setAsked((before) => new Map(before).set(service, { operations })),
        (thrown: unknown) => {
          const problem = t('explorer.operations.failed', { reason: errorOf(thrown).message });
          setAsked((before) => new Map(before).set(service, { problem }));
        },
      );
    },
  };
}
