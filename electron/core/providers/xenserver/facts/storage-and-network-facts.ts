import { number } from '../map/read.ts';
import { XapiFacts } from './object-facts.ts';

/** What is known of a storage repository. */
export class StorageFacts extends XapiFacts {
  get usedBytes(): number | undefined {
    return this.#amount('physical_utilisation');
  }

  /** What its disks may grow to. */
  get provisionedBytes(): number | undefined {
    return this.#amount('virtual_allocation');
  }

  /** Drives and libraries of images have no size that would mean anything. */
  #amount(path: string): number | undefined {
    return (number(this.properties, 'physical_size') ?? 0) > 0
      ? number(this.properties, path)
      : undefined;
  }
}

/** What is known of a network. */
export class NetworkFacts extends XapiFacts {
  /** Its hosts' interfaces tell; −1 is none. */
  get vlan(): number | undefined {
    return this.parts('PIFs')
      .map((pif) => number(pif, 'VLAN'))
      .find((vlan) => vlan !== undefined && vlan >= 0);
  }
}

/** What is known of a network card, a bond or a VLAN of a host. */
export class CardFacts extends XapiFacts {
  get macs(): readonly string[] {
    const { MAC } = this.properties;
    return typeof MAC === 'string' && MAC !== '' ? [MAC.toLowerCase()] : [];
  }

  get vlan(): number | undefined {
    const vlan = number(this.properties, 'VLAN');
    return vlan !== undefined && vlan >= 0 ? vlan : undefined;
  }
}
