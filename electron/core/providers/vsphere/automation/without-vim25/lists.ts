import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { isNoAnswer } from '../../../../net/errors.ts';
import type { VapiClient } from '../../vapi/client.ts';
import { isVapiError, notText } from '../../vapi/errors.ts';
import type { Structures } from '../../vapi/types.gen.ts';
import { concernsMore, type Lacking } from '../each-alone.ts';
import { inParallel } from '../in-parallel.ts';

/** Services of the inventory whose `list` takes a filter and refuses more than so many matches. */
type ListService =
  | 'com.vmware.vcenter.VM'
  | 'com.vmware.vcenter.cluster'
  | 'com.vmware.vcenter.datacenter'
  | 'com.vmware.vcenter.datastore'
  | 'com.vmware.vcenter.folder'
  | 'com.vmware.vcenter.host'
  | 'com.vmware.vcenter.network'
  | 'com.vmware.vcenter.resource_pool';

type Filter<S extends ListService> = Structures[`${S}.filter_spec`];
type Summary<S extends ListService> = Structures[`${S}.summary`];

/** Calls under way at once: one server is asked for hundreds of lists. */
const atOnce = 6;

/** Narrower filters that together match what a wider one does; asked for only where the wider one matches too much. */
type Split<S extends ListService> = () => Promise<readonly Filter<S>[]>;

/** Reads filtered lists. There is no paging in this API; what could not be listed is noted, so that the tree does not lie. */
export class Lists {
  readonly #client: VapiClient;
  readonly #signal: AbortSignal;
  readonly #lacking: Lacking;
  /** Lists and calls that were left without an answer while the server answered others: they are not asked again in this reading. */
  readonly #silent = new Map<string, unknown>();

  /** @param lacking takes the lists that could not be read */
  constructor(client: VapiClient, signal: AbortSignal, lacking: Lacking) {
    this.#client = client;
    this.#signal = signal;
    this.#lacking = lacking;
  }

  /** Everything that a filter matches; what has no identifier is noted, and left out. @throws VapiError and the errors of the wire */
  async must<S extends ListService>(service: S, filter: Filter<S>): Promise<readonly Summary<S>[]> {
    if (this.#silent.has(service)) throw this.#silent.get(service);
    const options = { signal: this.#signal };
    const found = await this.#client.invoke(service, 'list', { filter }, options);
    const field = service.slice(service.lastIndexOf('.') + 1).toLowerCase();
    const listed = (found as readonly object[]).filter((summary) => {
      const { [field]: id } = summary as Readonly<Record<string, unknown>>;
      if (typeof id === 'string') return true;
      const within = Object.values(filter).flat().join(', ');
      this.#lacking.note(notText(field), say('doing.list', { service, within }));
      return false;
    });
    return listed as never;
  }

  /**
   * Everything that a filter matches. Where that is too much for one answer, the first split is tried, and the further ones for those of its
   * filters that still match too much. Where no split is left, or the list fails for another reason, that is noted, and nothing found.
   * @throws what the next list would meet too
   */
  async all<S extends ListService>(
    service: S,
    filter: Filter<S>,
    ...splits: readonly Split<S>[]
  ): Promise<readonly Summary<S>[]> {
    try {
      return await this.must(service, filter);
    } catch (error) {
      if (concernsMore(error) && !(await this.#isItsOwn(service, error))) throw error;
      const [split, ...further] = splits;
      if (split === undefined || !isVapiError(error, 'unable_to_allocate_resource')) {
        const within = Object.values(filter).flat().join(', ');
        this.#lacking.note(error, say('doing.list', { service, within }));
        return [];
      }
      const narrower = (await split()).map((more) => ({ ...filter, ...more }));
      return this.each(narrower, (one) => this.all(service, one, ...further));
    }
  }

  /**
   * Reads one thing beside the lists, as {@link Lacking.read} does; a call that alone is left without an answer is noted, too.
   * @param call what is called, by which its silence is remembered: `com.vmware.vcenter.datacenter.get`
   * @throws what the next call would meet too
   */
  async one<T>(call: string, doing: Text, read: () => Promise<T>): Promise<T | undefined> {
    return this.#lacking.read(doing, undefined, async () => {
      if (this.#silent.has(call)) return this.#note(this.#silent.get(call), doing);
      try {
        return await read();
      } catch (error) {
        if (!concernsMore(error) || !(await this.#isItsOwn(call, error))) throw error;
        return this.#note(error, doing);
      }
    });
  }

  #note(error: unknown, doing: Text): undefined {
    this.#lacking.note(error, doing);
    return undefined;
  }

  /** True for the error of a list that alone is left without an answer. */
  isSilent(error: unknown): boolean {
    return [...this.#silent.values()].includes(error);
  }

  /** Whether the server answers something else, where it has not answered this. */
  async #isItsOwn(call: string, error: unknown): Promise<boolean> {
    if (this.#silent.has(call)) return true;
    if (!isNoAnswer(error)) return false;
    try {
      await this.#client.call('com.vmware.cis.session', 'get', {}, { signal: this.#signal });
    } catch {
      return false;
    }
    this.#silent.set(call, error);
    return true;
  }

  /** The same for many things, some at a time; what it finds, in order. */
  async each<T, R>(
    items: readonly T[],
    find: (item: T) => Promise<readonly R[]>,
  ): Promise<readonly R[]> {
    return (await inParallel(items, atOnce, find)).flat();
  }
}
