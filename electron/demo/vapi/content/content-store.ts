import type { Datastore, Managed } from '../../estate/entity.ts';

/** Content libraries and what is in them. */

export interface ItemFile {
  readonly name: string;
  readonly size: number;
  readonly checksum: string;
}

export interface Library extends Managed {
  readonly type: 'com.vmware.content.Library';
  readonly kind: 'LOCAL' | 'SUBSCRIBED';
  name: string;
  description: string;
  readonly created: Date;
  modified: Date;
  synced: Date | undefined;
  version: number;
  readonly datastore: Datastore | undefined;
  /** A local library that others may subscribe to. */
  readonly isPublished: boolean;
  readonly subscription: Subscription | undefined;
}

export interface Subscription {
  readonly url: string;
  readonly onDemand: boolean;
  readonly isAutomatic: boolean;
  readonly userName: string | undefined;
}

export interface Item extends Managed {
  readonly type: 'com.vmware.content.library.Item';
  readonly library: Library;
  name: string;
  description: string;
  /** `iso`, `ovf`, `vm-template`, `file` */
  itemType: string;
  readonly created: Date;
  modified: Date;
  synced: Date | undefined;
  version: number;
  isCached: boolean;
  readonly files: readonly ItemFile[];
}

export class ContentStore {
  readonly libraries = new Map<string, Library>();
  readonly items = new Map<string, Item>();

  find(id: string): Library | Item | undefined {
    return this.libraries.get(id) ?? this.items.get(id);
  }

  itemsOf(library: Library): Item[] {
    return [...this.items.values()].filter((item) => item.library === library);
  }

  removeLibrary(library: Library): void {
    for (const item of this.itemsOf(library)) {
      this.items.delete(item.id);
    }
    this.libraries.delete(library.id);
  }
}
