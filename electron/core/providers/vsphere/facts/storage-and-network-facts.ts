import { number } from '../map/read.ts';
import { devicesOf } from '../late/devices.ts';
import { EntityFacts } from './entity-facts.ts';

/** What is known of a Datastore. */
export class DatastoreFacts extends EntityFacts {
  get usedBytes(): number | undefined {
    const capacity = number(this.properties, 'summary.capacity');
    const free = number(this.properties, 'summary.freeSpace');
    return capacity === undefined || free === undefined ? undefined : capacity - free;
  }

  /** What its disks may grow to. */
  get provisionedBytes(): number | undefined {
    const used = this.usedBytes;
    return used === undefined
      ? undefined
      : used + (number(this.properties, 'summary.uncommitted') ?? 0);
  }
}

/** What is known of a network: of a distributed port group its VLAN. */
export class NetworkFacts extends EntityFacts {
  get vlan(): number | undefined {
    return devicesOf(this.properties)?.vlan;
  }
}
