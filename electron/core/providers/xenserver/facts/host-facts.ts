import type { ObjectFlag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { entry, text } from '../map/read.ts';
import { targets, XapiFacts } from './object-facts.ts';

/** Version and build; undefined for a host that tells neither. */
function releaseOf(host: Properties | undefined): string | undefined {
  const version = entry(host, 'software_version', 'product_version');
  return version === undefined
    ? undefined
    : `${version} ${entry(host, 'software_version', 'build_number') ?? ''}`;
}

/** What is known of a host. */
export class HostFacts extends XapiFacts {
  get addresses(): readonly string[] {
    const own = text(this.properties, 'address');
    const found = this.#cards.flatMap((pif) => text(pif, 'IP') ?? []);
    return [...new Set(own === undefined ? found : [own, ...found])];
  }

  get macs(): readonly string[] {
    return [...new Set(this.#cards.flatMap((pif) => text(pif, 'MAC')?.toLowerCase() ?? []))];
  }

  get datastores(): readonly string[] {
    return this.namesOf(this.#storage);
  }

  get networks(): readonly string[] {
    return this.namesOf(targets(this.#cards, 'network'));
  }

  get uses(): readonly Ref[] {
    return [...this.#storage, ...targets(this.#cards, 'network')];
  }

  get version(): string | undefined {
    return entry(this.properties, 'software_version', 'product_version');
  }

  get build(): string | undefined {
    return entry(this.properties, 'software_version', 'build_number');
  }

  get flags(): readonly ObjectFlag[] {
    const own = releaseOf(this.properties);
    if (own === undefined) return [];
    const releases = [...this.lookup.ofType('host')].flatMap(
      (host) => releaseOf(this.lookup.get(host)) ?? [],
    );
    return releases.some((release) => release !== own) ? ['mixed'] : [];
  }

  /** XAPI notes it in seconds since 1970. */
  get bootedAt(): number | undefined {
    const seconds = Number(entry(this.properties, 'other_config', 'boot_time') ?? '');
    return seconds > 0 ? seconds * 1000 : undefined;
  }

  get #cards(): readonly Properties[] {
    return this.parts('PIFs');
  }

  get #storage(): readonly Ref[] {
    return targets(this.parts('PBDs'), 'SR');
  }
}
