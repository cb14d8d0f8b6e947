import type { Lookup } from '#shared/model/lookup.ts';
import type { ObjectFlag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, follow, number, reference, text } from '../map/read.ts';
import { countOf, XapiFacts } from './object-facts.ts';

/** Kinds of storage whose disks are files or thin volumes; on the others (lvm, lvmoiscsi, lvmohba) a disk has its whole size. */
const thinStorage: ReadonlySet<string> = new Set(
  'ext ext4 xfs nfs smb file gfs2 cephfs glusterfs moosefs zfs zfs-vol largeblock'.split(' '),
);

/** Whether a disk image takes its room as it is written. */
export function isThin(vdi: Properties, lookup: Lookup): boolean {
  return thinStorage.has(text(follow(lookup, vdi, 'SR'), 'type') ?? '');
}

/** What is known of a disk image (VDI). */
export class DiskFacts extends XapiFacts {
  get datastores(): readonly string[] {
    return this.namesOf(this.uses);
  }

  get uses(): readonly Ref[] {
    const sr = reference(this.properties['SR']);
    return sr === undefined ? [] : [sr];
  }

  get provisionedBytes(): number | undefined {
    return number(this.properties, 'virtual_size');
  }

  get usedBytes(): number | undefined {
    return number(this.properties, 'physical_utilisation');
  }

  get flags(): readonly ObjectFlag[] {
    const flags: ObjectFlag[] = [];
    if (this.#isOrphaned) flags.push('orphaned');
    if (isThin(this.properties, this.lookup)) flags.push('thin');
    return flags;
  }

  /** No machine has it, and nobody else would: not the pool's metadata, not an image to be inserted. */
  get #isOrphaned(): boolean {
    const { properties } = this;
    const type = text(properties, 'type');
    if (type !== 'user' && type !== 'system') return false;
    if (flag(properties, 'is_a_snapshot') || countOf(properties, 'VBDs') > 0) return false;
    return text(follow(this.lookup, properties, 'SR'), 'content_type') !== 'iso';
  }
}
