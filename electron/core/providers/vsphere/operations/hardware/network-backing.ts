import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { reference, text } from '../../map/read.ts';
import { toMoref } from '../../object-updates.ts';
import type { VimRecord } from '../../vim25/values.ts';
import { networkName } from '../choices/networks.ts';
import type { Work } from '../definition.ts';

/** What connects an adapter with a network, by the network's kind. @throws MorefException `invalid` */
export async function networkBacking(work: Work, network: Ref): Promise<VimRecord> {
  switch (refType(network)) {
    case 'DistributedVirtualPortgroup':
      return portgroupBacking(work, network);
    case 'OpaqueNetwork':
      return opaqueBacking(work, network);
    default:
      return {
        $type: 'VirtualEthernetCardNetworkBackingInfo',
        deviceName: networkName(work, network),
        network: toMoref(network),
      };
  }
}

async function portgroupBacking({ server, lookup, ref }: Work, group: Ref): Promise<VimRecord> {
  const path = 'config.distributedVirtualSwitch';
  const of = reference((await server.read(group, [path]))[path]);
  const switchUuid =
    of === undefined
      ? undefined
      : (text(lookup.get(of) ?? {}, 'uuid') ?? text(await server.read(of, ['uuid']), 'uuid'));
  if (switchUuid === undefined) {
    const message = say('error.switchUnreadable', { network: networkName({ lookup }, group) });
    throw new MorefException({ kind: 'denied', message, ref });
  }
  return {
    $type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo',
    port: {
      $type: 'DistributedVirtualSwitchPortConnection',
      switchUuid,
      // The key of a port group is its id (DistributedVirtualPortgroup.key).
      portgroupKey: refId(group),
    },
  };
}

async function opaqueBacking({ server }: Work, network: Ref): Promise<VimRecord> {
  const { summary } = await server.read(network, ['summary']);
  const { opaqueNetworkId, opaqueNetworkType } = isDataObject(summary)
    ? summary
    : { opaqueNetworkId: undefined, opaqueNetworkType: undefined };
  return {
    $type: 'VirtualEthernetCardOpaqueNetworkBackingInfo',
    opaqueNetworkId: typeof opaqueNetworkId === 'string' ? opaqueNetworkId : '',
    opaqueNetworkType: typeof opaqueNetworkType === 'string' ? opaqueNetworkType : '',
  };
}
