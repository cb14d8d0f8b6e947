import type { Host } from '../../estate/entity.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { collect, datacenterOf, folderOf, isWanted, requireEnum } from './filter.ts';
import type { Wanted } from './filter.ts';
import { find } from './find.ts';
import { connectionStates } from './states.ts';
import { message, VapiError } from '../wire/error.ts';
import { runTask } from './vim25.ts';

/** `com.vmware.vcenter.host`. */

interface HostFilter {
  readonly filter?: {
    readonly hosts?: Wanted;
    readonly names?: Wanted;
    readonly folders?: Wanted;
    readonly datacenters?: Wanted;
    readonly clusters?: Wanted;
    readonly connection_states?: Wanted;
    readonly standalone?: boolean;
  };
}

function summary({ id, name, connectionState }: Host): object {
  return {
    host: id,
    name,
    connection_state: connectionStates[connectionState],
    power_state: connectionState === 'connected' ? 'POWERED_ON' : undefined,
  };
}

async function setConnection(
  call: Call,
  id: string,
  state: 'connected' | 'disconnected',
): Promise<void> {
  const host = find(call, 'host', id);
  if (host.connectionState === state) {
    throw new VapiError('already_in_desired_state', [
      message(`com.vmware.api.vcenter.host.already_${state}`, `Host '${id}' is already ${state}.`, [
        id,
      ]),
    ]);
  }
  const method = state === 'connected' ? 'ReconnectHost_Task' : 'DisconnectHost_Task';
  await runTask(call, host, method);
}

export const host: Service = {
  list: on(({ filter = {} }: HostFilter, { world }) => {
    requireEnum('com.vmware.vcenter.host.connection_state', filter.connection_states);
    return collect(
      world.vim.estate.hosts,
      (entity) =>
        isWanted(filter.hosts, entity.id) &&
        isWanted(filter.names, entity.name) &&
        isWanted(filter.folders, folderOf(entity.compute)?.id) &&
        isWanted(filter.datacenters, datacenterOf(entity)?.id) &&
        isWanted(filter.clusters, entity.compute.isCluster ? entity.compute.id : undefined) &&
        isWanted(filter.connection_states, connectionStates[entity.connectionState]) &&
        (filter.standalone === undefined || filter.standalone !== entity.compute.isCluster),
      { part: 'host', plural: 'hosts', limit: 2500 },
    ).map(summary);
  }),
  connect: on(({ host: id }: { host: string }, call) => setConnection(call, id, 'connected')),
  disconnect: on(({ host: id }: { host: string }, call) => setConnection(call, id, 'disconnected')),
};
