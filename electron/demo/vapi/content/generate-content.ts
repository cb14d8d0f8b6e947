import { Datastore } from '../../estate/entity.ts';
import type { Estate } from '../../estate/estate.ts';
import { hexDigits, noise, uuidFrom } from '../../estate/random.ts';
import { ContentStore } from './content-store.ts';
import type { Item, ItemFile, Library } from './content-store.ts';

/** The libraries that a company has: ISO images, templates, and a branch office that subscribes. */

type ItemPlan = readonly [name: string, type: string, sizeMB: number, description?: string];

const isoImages: readonly ItemPlan[] = [
  ['debian-12.11.0-amd64-netinst', 'iso', 670],
  ['ubuntu-24.04.3-live-server-amd64', 'iso', 3080],
  ['rhel-9.6-x86_64-dvd', 'iso', 11_900, 'Registered with the company’s organisation id'],
  ['SLE-15-SP6-Full-x86_64', 'iso', 14_600],
  ['Windows_Server_2022_EVAL_x64', 'iso', 4810],
  ['Windows_Server_2019_EVAL_x64', 'iso', 5330],
  ['Win11_24H2_German_x64', 'iso', 5610, 'Für die Außenstellen'],
  ['virtio-win-0.1.271', 'iso', 690],
  ['VMware-tools-windows-12.4.5', 'iso', 119],
  ['SQLServer2022-x64-ENU', 'iso', 1450],
  ['gparted-live-1.7.0-8-amd64', 'iso', 560],
];

const templates: readonly ItemPlan[] = [
  ['tmpl-debian12-hardened', 'ovf', 1240, 'CIS level 1, rebuilt every month'],
  ['tmpl-rhel9-base', 'ovf', 1890],
  ['tmpl-ubuntu2404-k8s-node', 'ovf', 2350, 'kubeadm, containerd'],
  ['tmpl-win2022-core', 'ovf', 8120],
  ['tmpl-win2022-desktop', 'ovf', 11_340],
  ['tmpl-win11-vdi', 'vm-template', 24_000, 'Golden image; ask Jörg before it is changed'],
  ['photon-ova-5.0', 'ovf', 310],
  ['haproxy-appliance', 'ovf', 280],
];

const branch: readonly ItemPlan[] = [
  ...templates.filter(([, type]) => type === 'ovf'),
  ['Unterlagen – Inbetriebnahme', 'file', 12],
];

const megabyte = 1024 ** 2;

class Builder {
  readonly store = new ContentStore();
  readonly #estate: Estate;

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  library(
    options: Pick<Library, 'name' | 'description' | 'kind' | 'isPublished'> &
      Partial<Pick<Library, 'subscription' | 'datastore'>>,
    items: readonly ItemPlan[],
  ): void {
    const { seed, startTime } = this.#estate;
    const day = 86_400_000;
    const library: Library = {
      type: 'com.vmware.content.Library',
      id: uuidFrom(seed, `library/${options.name}`),
      created: new Date(startTime.getTime() - 400 * day),
      modified: new Date(startTime.getTime() - 3 * day),
      synced:
        options.subscription === undefined ? undefined : new Date(startTime.getTime() - day / 3),
      version: 4 + items.length,
      subscription: undefined,
      datastore: undefined,
      ...options,
    };
    this.store.libraries.set(library.id, library);
    for (const [index, plan] of items.entries()) {
      const item = this.#item(library, plan, index);
      this.store.items.set(item.id, item);
    }
  }

  #item(library: Library, [name, type, size, description = '']: ItemPlan, index: number): Item {
    const { seed, startTime } = this.#estate;
    const age = (n: number): Date =>
      new Date(startTime.getTime() - Math.round(noise(index, n, seed) * 300 * 86_400_000));
    const created = age(1);
    const isSubscribed = library.subscription !== undefined;
    return {
      type: 'com.vmware.content.library.Item',
      id: uuidFrom(seed, `item/${library.name}/${name}`),
      library,
      name,
      description,
      itemType: type,
      created,
      modified: created,
      synced: isSubscribed ? library.synced : undefined,
      version: 1 + (index % 4),
      isCached: !isSubscribed || index % 3 === 0,
      files: this.#files(name, type, size),
    };
  }

  #files(name: string, type: string, sizeMB: number): ItemFile[] {
    const file = (suffix: string, size: number): ItemFile => ({
      name: `${name}${suffix}`,
      size,
      checksum: hexDigits(this.#estate.seed, `${name}${suffix}`, 64),
    });
    const bytes = sizeMB * megabyte + (name.length * 4096 + 512);
    if (type === 'ovf') {
      return [file('.ovf', 9_214), file('-disk1.vmdk', bytes - 9_214), file('.nvram', 74_232)];
    }
    return [file(type === 'iso' ? '.iso' : type === 'file' ? '.pdf' : '.vmtx', bytes)];
  }
}

/** Makes the libraries of an estate. */
export function generateContent(estate: Estate): ContentStore {
  const builder = new Builder(estate);
  const stores = [...estate.objects.values()].filter((object) => object instanceof Datastore);
  const datastore = stores.find(({ name }) => name.includes('iso'));
  const local = { kind: 'LOCAL', datastore } as const;
  builder.library(
    { ...local, name: 'ISO images', description: 'Installation media', isPublished: false },
    isoImages,
  );
  builder.library(
    { ...local, name: 'OVF templates', description: 'Golden images, released', isPublished: true },
    templates,
  );
  builder.library(
    {
      kind: 'SUBSCRIBED',
      name: 'Vorlagen – Außenstelle',
      description: 'Subscribes to the templates of the head office',
      isPublished: false,
      datastore: stores.at(-1),
      subscription: {
        url: 'https://vcenter.example.org:443/cls/vcsp/lib/5f1c2a9e/lib.json',
        onDemand: true,
        isAutomatic: true,
        userName: 'vcsp',
      },
    },
    branch,
  );
  return builder.store;
}
