import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { flag, reference, references } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import type { Work } from '../definition.ts';
import { freeMemory, hostRefusal } from '../hosts/host-state.ts';
import { chosenPlace, computeOf, hostsOf, nameOf, type Placement } from './placement.ts';

/** What is asked of the host that a virtual machine is put on. */
export interface HostNeeds {
  /** The datastore that was chosen: no host without it will do. */
  readonly storage?: Ref | undefined;
  /** Where its files are, and its networks: the host that has most of them is the best. */
  readonly datastores?: readonly Ref[];
  readonly networks?: readonly Ref[];
  /** The server wants a host although DRS is there: for what runs, and for a template. */
  readonly named?: boolean;
  /** The host that it is on: it stays there if it can. */
  readonly here?: Ref | undefined;
  /** Asks the server, where DRS knows the cluster. */
  readonly recommend?: (cluster: Ref) => Promise<Ref | undefined>;
}

/**
 * The chosen place, with a host where the server wants one: a cluster without DRS does not choose by itself. Of the hosts that are in
 * service and have the datastore, the one is taken that has the networks and most memory free.
 * @throws MorefException `conflict` where none of them has the datastore
 */
export async function settledPlace(
  work: Work,
  input: string,
  needs: HostNeeds = {},
): Promise<Placement | undefined> {
  const place = chosenPlace(work, input);
  if (place === undefined || place.host !== undefined) return place;
  const compute = computeOf(toRef(place.pool), work.lookup);
  if (compute === undefined) return place;
  const isCluster = refType(compute) === 'ClusterComputeResource';
  const hasDrs = isCluster && (await drsOf(work, compute));
  if (needs.named !== true && (!isCluster || hasDrs)) return place;
  const candidates = candidatesOf(work, compute, place, needs);
  const recommended =
    hasDrs && !candidates.includes(needs.here ?? compute)
      ? await needs.recommend?.(compute)
      : undefined;
  const host = recommended ?? candidates[0];
  return host === undefined ? place : onHost(place, host, work);
}

/** Who names a host and a datastore that it does not see is told so before the server says it. @throws MorefException `conflict` */
export function requireStorage(
  { lookup, ref }: Work,
  place: Placement,
  storage: Ref | undefined,
): void {
  const object = place.host === undefined ? undefined : lookup.get(toRef(place.host));
  if (storage === undefined || object === undefined) return;
  const seen = references(object, 'datastore');
  if (seen.length === 0 || seen.includes(storage)) return;
  const about = { place: place.name, storage: nameOf(storage, lookup) };
  throw new MorefException({ kind: 'conflict', message: say('error.hostSeesNot', about), ref });
}

/** Whether a cluster chooses hosts by itself. */
export async function drsOf(work: Pick<Work, 'server'>, cluster: Ref): Promise<boolean> {
  return (await drsAsReported(work, cluster)) === true;
}

/** The same as the server tells it; undefined where it does not. */
export async function drsAsReported(
  work: Pick<Work, 'server'>,
  cluster: Ref,
): Promise<boolean | undefined> {
  const path = 'configuration.drsConfig.enabled';
  return flag(await work.server.read(cluster, [path]), path);
}

/** The hosts in service that will do, the best first. Empty where none is in service. */
function candidatesOf(
  { lookup, ref }: Work,
  compute: Ref,
  place: Placement,
  { storage, datastores = [], networks = [], here }: HostNeeds,
): readonly Ref[] {
  const usable = hostsOf(compute, lookup).filter(
    (host) => hostRefusal(lookup.get(host) ?? {}) === undefined,
  );
  const has = (host: Ref, path: string, wanted: Ref): boolean =>
    references(lookup.get(host) ?? {}, path).includes(wanted);
  const fitting = usable.filter((host) => storage === undefined || has(host, 'datastore', storage));
  if (storage !== undefined && usable.length > 0 && fitting.length === 0) {
    const about = { place: place.name, storage: nameOf(storage, lookup) };
    throw new MorefException({ kind: 'conflict', message: say('error.noHostSees', about), ref });
  }
  const lacking = (host: Ref): number =>
    datastores.filter((one) => !has(host, 'datastore', one)).length * 100 +
    networks.filter((one) => !has(host, 'network', one)).length;
  const free = (host: Ref): number => freeMemory(lookup.get(host) ?? {});
  return [...fitting].sort(
    (a, b) =>
      lacking(a) - lacking(b) || Number(b === here) - Number(a === here) || free(b) - free(a),
  );
}

function onHost(place: Placement, host: Ref, { lookup }: Work): Placement {
  const name = say('place.hostIn', { host: nameOf(host, lookup), place: place.name });
  return { ...place, host: toMoref(host), name };
}

/** What the disks and adapters of a virtual machine need of a host. */
export function needsOf({ object }: Pick<Work, 'object'>): HostNeeds {
  return {
    datastores: references(object, 'datastore'),
    networks: references(object, 'network'),
    here: reference(object['runtime.host']),
  };
}
