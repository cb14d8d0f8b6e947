import { isDataObject, isDateTimeValue, type PropertyValue } from '#shared/model/property-value.ts';
import type { ObjectFlag, SnapshotFacts } from '#shared/model/object-facts.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, number, references, text } from '../map/read.ts';
import { devicesOf, type Devices } from '../late/devices.ts';
import { EntityFacts } from './entity-facts.ts';

/** What is known of a VirtualMachine: what is cached of all, and what was read of its devices since. */
export class MachineFacts extends EntityFacts {
  get note(): string {
    return text(this.properties, 'config.annotation') ?? '';
  }

  get addresses(): readonly string[] {
    const first = text(this.properties, 'guest.ipAddress');
    const all = this.#devices?.addresses ?? [];
    if (first === undefined) return all;
    return [first, ...all.filter((address) => address !== first)];
  }

  get macs(): readonly string[] | undefined {
    return this.#devices?.macs;
  }

  get disks(): readonly string[] | undefined {
    return this.#devices?.disks;
  }

  get datastores(): readonly string[] {
    return this.namesAt('datastore');
  }

  get networks(): readonly string[] {
    return this.namesAt('network');
  }

  get uses(): readonly Ref[] {
    return [
      ...references(this.properties, 'runtime.host'),
      ...references(this.properties, 'datastore'),
      ...references(this.properties, 'network'),
      ...this.folders(),
    ];
  }

  get snapshots(): SnapshotFacts {
    const { snapshot } = this.properties;
    if (!isDataObject(snapshot)) return { count: 0 };
    const { count, oldest } = countSnapshots(snapshot['rootSnapshotList']);
    return Number.isFinite(oldest) ? { count, oldest } : { count };
  }

  get hardwareVersion(): string | undefined {
    return text(this.properties, 'config.version');
  }

  get createdAt(): number | undefined {
    return this.#devices?.createdAt;
  }

  get bootedAt(): number | undefined {
    return text(this.properties, 'runtime.powerState') === 'poweredOn'
      ? this.time('runtime.bootTime')
      : undefined;
  }

  get provisionedBytes(): number | undefined {
    const used = this.usedBytes;
    const more = number(this.properties, 'summary.storage.uncommitted');
    return used === undefined ? undefined : used + (more ?? 0);
  }

  get usedBytes(): number | undefined {
    return number(this.properties, 'summary.storage.committed');
  }

  get flags(): readonly ObjectFlag[] {
    const { properties } = this;
    const flags: ObjectFlag[] = [];
    if (text(properties, 'runtime.connectionState') === 'orphaned') flags.push('orphaned');
    if (flag(properties, 'runtime.consolidationNeeded') === true) flags.push('consolidate');
    if (properties['runtime.question'] !== undefined) flags.push('question');
    for (const reported of this.#devices?.flags ?? []) flags.push(reported);
    return flags;
  }

  get #devices(): Devices | undefined {
    return devicesOf(this.properties);
  }
}

function countSnapshots(tree: PropertyValue | undefined): SnapshotFacts & { oldest: number } {
  let count = 0;
  let oldest = Infinity;
  for (const node of Array.isArray(tree) ? (tree as readonly PropertyValue[]) : []) {
    if (!isDataObject(node)) continue;
    const below = countSnapshots(node['childSnapshotList']);
    const { createTime } = node;
    count += 1 + below.count;
    oldest = Math.min(oldest, below.oldest, isDateTimeValue(createTime) ? createTime.ms : Infinity);
  }
  return { count, oldest };
}
