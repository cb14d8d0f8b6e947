import { MorefException } from '#shared/model/error.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { checkInputs } from './inputs.ts';
import { offerContext } from './offer-context.ts';
import { withConnection } from './with-connection.ts';
import type { ApiDeps, CallHandlers } from './deps.ts';

export function operationHandlers({ connections, tasks }: ApiDeps) {
  function offers(connection: ConnectionId, ref: Ref): readonly OperationOffer[] {
    const object = connections.inventory(connection).object(ref);
    if (object === undefined) {
      throw new MorefException({
        kind: 'missing',
        message: `The object ${ref} is not there any more.`,
        connection,
        ref,
      });
    }
    const provider = connections.provider(connection);
    return connections
      .inventory(connection)
      .derive((lookup) =>
        provider.offers(ref, object.properties, offerContext(connections, connection, lookup)),
      ).value;
  }

  const nameOf = (connection: ConnectionId, ref: Ref): string =>
    connections.nameOf(connection, ref) ?? ref;

  return {
    'operations.plan': ({ connection, ref, operation, inputs, check }, { signal }) => {
      const request = { ref, name: nameOf(connection, ref), operation, inputs };
      return withConnection(connection, () =>
        connections.connection(connection).session.plan(request, check, signal),
      );
    },
    'operations.choices': ({ connection, ref, operation, inputs, input, under }, { signal }) => {
      const request = {
        ref,
        name: nameOf(connection, ref),
        operation,
        inputs,
        input,
        ...(under === undefined ? {} : { under }),
      };
      return withConnection(connection, () =>
        connections.connection(connection).session.choices(request, signal),
      );
    },
    'operations.run': async ({ connection, ref, operation, inputs }, { signal }) => {
      const offer = offers(connection, ref).find(({ id }) => id === operation);
      const name = nameOf(connection, ref);
      checkOffer(offer, { name, operation, connection, ref });
      const values = checkInputs(offer?.inputs ?? [], inputs, name);
      const { session } = connections.connection(connection);
      const request = { ref, name, operation, inputs: values };
      const { task } = await withConnection(connection, () => session.operate(request, signal));
      return { task: task === null ? null : tasks.started(connection, task) };
    },
  } satisfies Partial<CallHandlers>;
}

interface Asked {
  readonly name: string;
  readonly operation: string;
  readonly connection: ConnectionId;
  readonly ref: Ref;
}

function checkOffer(offer: OperationOffer | undefined, asked: Asked): void {
  const { name, operation, connection, ref } = asked;
  if (offer === undefined) {
    const message = `${name} has no operation “${operation}”.`;
    throw new MorefException({ kind: 'missing', message, connection, ref });
  }
  if (offer.refused !== undefined) {
    const message = `${offer.label} is not possible for ${name} now: ${offer.refused}`;
    throw new MorefException({ kind: 'conflict', message, connection, ref });
  }
}
