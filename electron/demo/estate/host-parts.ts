import { Host } from './entity.ts';
import type { Managed } from './entity.ts';
import type { Estate } from './estate.ts';

/** The systems of a host that are simulated, by their names in HostConfigManager, with their types. The others are absent. */
export const hostPartTypes = {
  datastoreSystem: 'HostDatastoreSystem',
  storageSystem: 'HostStorageSystem',
  networkSystem: 'HostNetworkSystem',
  virtualNicManager: 'HostVirtualNicManager',
  serviceSystem: 'HostServiceSystem',
  firewallSystem: 'HostFirewallSystem',
  advancedOption: 'OptionManager',
  autoStartManager: 'HostAutoStartManager',
  dateTimeSystem: 'HostDateTimeSystem',
  certificateManager: 'HostCertificateManager',
} as const;

type PartName = keyof typeof hostPartTypes;

/** What the host of a server that is a single one is called by. */
export const singleHostId = 'ha-host';

/** It is the only one, so that its systems need no number. */
const idsOfSingleHost: Readonly<Record<PartName, string>> = {
  datastoreSystem: 'ha-datastoresystem',
  storageSystem: 'storageSystem',
  networkSystem: 'networkSystem',
  virtualNicManager: 'ha-vnic-mgr',
  serviceSystem: 'serviceSystem',
  firewallSystem: 'firewallSystem',
  advancedOption: 'ha-adv-options',
  autoStartManager: 'ha-autostart-mgr',
  dateTimeSystem: 'dateTimeSystem',
  certificateManager: 'ha-certificate-manager',
};

/** A system of a host: what is set there stands with the host. */
export class HostPart implements Managed {
  readonly type: string;
  readonly id: string;
  readonly host: Host;

  constructor(name: PartName, host: Host) {
    this.type = hostPartTypes[name];
    this.id =
      host.id === singleHostId ? idsOfSingleHost[name] : `${name}-${host.id.replace('host-', '')}`;
    this.host = host;
  }
}

/** All systems of a host, by their names in HostConfigManager. */
export function hostParts(host: Host): Parts {
  const parts = made.get(host) ?? makeParts(host);
  made.set(host, parts);
  return parts;
}

type Parts = Readonly<Partial<Record<string, HostPart>>>;

/** Made when somebody names one, and the same ever after: their changes are followed. */
const made = new WeakMap<Host, Parts>();

const makeParts = (host: Host): Parts =>
  Object.fromEntries(
    Object.keys(hostPartTypes).map((name) => [name, new HostPart(name as PartName, host)]),
  );

/** The system of a host that an id stands for. */
export function findHostPart(estate: Estate, id: string): HostPart | undefined {
  const single = estate.get(singleHostId);
  if (single instanceof Host) {
    return Object.values(hostParts(single)).find((part) => part?.id === id);
  }
  const [, name = '', serial = ''] = /^(\w+)-(\d+)$/.exec(id) ?? [];
  if (!Object.hasOwn(hostPartTypes, name)) return undefined;
  const host = estate.get(`host-${serial}`);
  return host instanceof Host ? hostParts(host)[name] : undefined;
}
