import type { Lookup } from '#shared/model/lookup.ts';
import type { ObjectFacts } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { DiskFacts } from './disk-facts.ts';
import { HostFacts } from './host-facts.ts';
import { MachineFacts } from './machine-facts.ts';
import { XapiFacts } from './object-facts.ts';
import { CardFacts, NetworkFacts, StorageFacts } from './storage-and-network-facts.ts';

const factsOf: Readonly<Record<string, typeof XapiFacts>> = {
  VM: MachineFacts,
  VDI: DiskFacts,
  host: HostFacts,
  SR: StorageFacts,
  network: NetworkFacts,
  PIF: CardFacts,
  VIF: CardFacts,
};

/** What lists and searches know of an object of a pool. XAPI tells all of it in its records. */
export function facts(ref: Ref, properties: Properties, lookup: Lookup): ObjectFacts {
  const Facts = factsOf[refType(ref)] ?? XapiFacts;
  return new Facts(properties, lookup);
}
