import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { OperationRequest } from '../providers/provider.ts';
import { sendOperation } from '../tasks/send-operation.ts';
import { checkInputs } from './inputs.ts';
import { nameOf, offersOf } from './offers-of.ts';
import { assertWritable, checkGuard, readOnlyReason } from './safety.ts';
import { withConnection } from './with-connection.ts';
import type { ApiDeps, CallHandlers } from './deps.ts';

export function operationHandlers(deps: ApiDeps) {
  const { connections, profiles, tasks } = deps;
  return {
    'operations.plan': async ({ connection, ref, operation, inputs, check }, { signal }) => {
      const request = { ref, name: nameOf(deps, { connection, ref }), operation, inputs };
      const plan = await withConnection(connection, () =>
        connections.connection(connection).session.plan(request, check, signal),
      );
      return profiles.get(connection)?.readOnly === true
        ? { ...plan, outcome: 'refused', reason: readOnlyReason }
        : plan;
    },
    'operations.choices': (
      { connection, ref, operation, inputs, input, under, search },
      { signal },
    ) => {
      const request = {
        ref,
        name: nameOf(deps, { connection, ref }),
        operation,
        inputs,
        input,
        ...onlyDefined({ under, search }),
      };
      return withConnection(connection, () =>
        connections.connection(connection).session.choices(request, signal),
      );
    },
    'operations.run': async (asked, { signal }) => {
      const { connection } = asked;
      const { label, request } = checkRequest(deps, asked);
      const { session } = connections.connection(connection);
      const { key, task } = await withConnection(connection, () =>
        sendOperation({ tasks, session, connection, request, label, signal }),
      );
      return { task: task === null ? null : key };
    },
  } satisfies Partial<CallHandlers>;
}

/**
 * Everything that is checked before a request goes out, whatever the page has checked already.
 * @throws MorefException `conflict`, `missing`, `invalid`
 */
function checkRequest(
  deps: ApiDeps,
  { connection, ref, operation, inputs, typed }: Parameters<CallHandlers['operations.run']>[0],
): { readonly label: Text; readonly request: OperationRequest } {
  const profile = deps.profiles.get(connection);
  if (profile !== undefined) assertWritable(profile);
  const address = { connection, ref };
  const name = nameOf(deps, address);
  const [found] = offersOf(deps, address, operation);
  const offer = runnable(found, { name, operation, connection, ref });
  const values = checkInputs(offer, inputs, name);
  const label = text('operation.of', { operation: offer.label, object: name });
  checkGuard(offer.guard, typed, label);
  return { label: offer.label, request: { ref, name, operation, inputs: values } };
}

interface Asked {
  readonly name: string;
  readonly operation: string;
  readonly connection: ConnectionId;
  readonly ref: Ref;
}

/** @throws MorefException `missing` where there is no such operation; `conflict` where it cannot be run now */
function runnable(offer: OperationOffer | undefined, asked: Asked): OperationOffer {
  const { name, operation, connection, ref } = asked;
  if (offer === undefined) {
    const message = text('operation.none', { object: name, operation });
    throw new MorefException({ kind: 'missing', message, connection, ref });
  }
  if (offer.refused !== undefined) {
    const message = text('operation.notNow', {
      operation: offer.label,
      object: name,
      reason: offer.refused,
    });
    throw new MorefException({ kind: 'conflict', message, connection, ref });
  }
  return offer;
}
