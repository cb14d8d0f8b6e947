import type { ObjectFlag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { reference, references, text } from '../map/read.ts';
import { EntityFacts } from './entity-facts.ts';

/** With version and build. */
function productOf(host: Properties): string | undefined {
  return text(host, 'summary.config.product.fullName');
}

/** What is known of a HostSystem. */
export class HostFacts extends EntityFacts {
  get datastores(): readonly string[] {
    return this.namesAt('datastore');
  }

  get networks(): readonly string[] {
    return this.namesAt('network');
  }

  get uses(): readonly Ref[] {
    return [...references(this.properties, 'datastore'), ...references(this.properties, 'network')];
  }

  /** `VMware ESXi 8.0.2 build-22380479`: the parts alone would have to be cached once more. */
  get version(): string | undefined {
    return /\b\d+(?:\.\d+)+\b/.exec(this.#product)?.[0];
  }

  get build(): string | undefined {
    return /\bbuild-(\d+)/.exec(this.#product)?.[1];
  }

  get flags(): readonly ObjectFlag[] {
    return this.#others.some((product) => product !== this.#product) ? ['mixed'] : [];
  }

  get bootedAt(): number | undefined {
    return this.time('runtime.bootTime');
  }

  get #product(): string {
    return productOf(this.properties) ?? '';
  }

  /** What the other hosts of its cluster run, as far as they tell; nothing where it does not tell itself. */
  get #others(): readonly string[] {
    const cluster = reference(this.properties['parent']);
    if (this.#product === '' || cluster === undefined) return [];
    return references(this.lookup.get(cluster) ?? {}, 'host').flatMap(
      (host) => productOf(this.lookup.get(host) ?? {}) ?? [],
    );
  }
}

/** A cluster, or what is around a standalone host: it stands on all that its hosts stand on. */
export class ComputeFacts extends EntityFacts {
  get uses(): readonly Ref[] {
    const hosts = references(this.properties, 'host');
    return [
      ...new Set(
        hosts.flatMap((host) => new HostFacts(this.lookup.get(host) ?? {}, this.lookup).uses),
      ),
    ];
  }
}
