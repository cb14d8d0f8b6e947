import { createGunzip } from 'node:zlib';
import { Agent, request } from 'undici';
import { watchedParts } from '#core/providers/vsphere/watch-spec.ts';
import { joinedSpec, type FilterSpec } from '#core/providers/vsphere/vim25/collector/specs.ts';
import type { ViewPart } from '#core/providers/vsphere/vim25/collector/watch.ts';
import { apiModel } from '#core/providers/vsphere/vim25/model/api-model.ts';
import { encodeRequest } from '#core/providers/vsphere/vim25/soap/request.ts';
import type { ServiceContent } from '#core/providers/vsphere/vim25/types.gen.ts';
import { moref, type ManagedObjectReference } from '#core/providers/vsphere/vim25/values.ts';
import type { DemoServer } from './demo-server.ts';

/**
 * The floor: sends the very requests that Moref sends, and reads the answers without looking at more of them than the next
 * request needs. No client that does its work can be faster.
 */
export class BareClient {
  readonly #url: string;
  readonly #agent = new Agent({ connections: 4 });
  #cookie = '';

  private constructor(url: string) {
    this.#url = url;
  }

  static async login(server: DemoServer, content: ServiceContent): Promise<BareClient> {
    const client = new BareClient(server.url);
    const { sessionManager } = content;
    if (sessionManager === undefined) throw new Error('no session manager');
    await client.post(sessionManager, 'Login', {
      userName: server.user,
      password: server.password,
    });
    return client;
  }

  /** Sends a call and hands out the answer's pieces as they arrive. */
  async *stream(
    target: ManagedObjectReference,
    method: string,
    parameters: object,
  ): AsyncGenerator<Uint8Array> {
    const { headers, body } = await request(this.#url, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: {
        'content-type': 'text/xml',
        soapaction: '"urn:vim25/8.0.2.0"',
        cookie: this.#cookie,
        'accept-encoding': 'gzip',
      },
      body: encodeRequest(apiModel(), target, method, parameters),
      headersTimeout: 300_000,
    });
    const [cookie] = [headers['set-cookie'] ?? []].flat();
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
    // Unpacking is part of a download that Moref and the floor share.
    yield* headers['content-encoding'] === 'gzip' ? body.pipe(createGunzip()) : body;
  }

  /** The answer's first and last kilobyte, enough for a reference, a version and a fault. */
  async post(target: ManagedObjectReference, method: string, parameters: object): Promise<string> {
    let head = '';
    let tail = Buffer.alloc(0);
    for await (const chunk of this.stream(target, method, parameters)) {
      if (head.length < 1024) head += Buffer.from(chunk.subarray(0, 1024)).toString();
      tail = Buffer.concat([tail.subarray(-1024), chunk.subarray(-1024)]);
    }
    if (head.includes('Fault>')) throw new Error(head);
    return head + tail.toString();
  }

  async create(
    target: ManagedObjectReference,
    method: string,
    parameters: object,
  ): Promise<ManagedObjectReference> {
    const answer = await this.post(target, method, parameters);
    const [, type = '', value = ''] =
      /<returnval[^>]* type="(\w+)"[^>]*>([^<]+)</.exec(answer) ?? [];
    return moref(type, value);
  }

  /** Downloads the full set that a session of Moref begins with. */
  async fullSet(content: ServiceContent): Promise<void> {
    const { propertyCollector } = content;
    const collector = await this.create(propertyCollector, 'CreatePropertyCollector', {});
    const filters = await this.#filtersOf(content);
    for (const spec of filters)
      await this.post(collector, 'CreateFilter', { spec, partialUpdates: true });
    let version = '';
    for (let truncated = true; truncated; ) {
      const answer = await this.post(collector, 'WaitForUpdatesEx', {
        version,
        options: { maxWaitSeconds: 5 },
      });
      truncated = answer.includes('<truncated>true');
      version = /<version>([^<]+)</.exec(answer)?.[1] ?? '';
    }
    await this.post(collector, 'DestroyPropertyCollector', {});
  }

  /** The filters that a session of Moref shares its parts among. */
  async #filtersOf(content: ServiceContent): Promise<readonly FilterSpec[]> {
    const parts = watchedParts(content);
    const filters: FilterSpec[] = [];
    for (const shared of new Set(parts.map(({ filter }) => filter))) {
      const members = parts.filter(({ filter }) => filter === shared);
      const ofView = members.flatMap((part) => ('specs' in part ? [] : [part]));
      const others = members.flatMap((part) => ('specs' in part ? part.specs.slice(0, 1) : []));
      const view = ofView.length === 0 ? undefined : await this.#createView(content, ofView);
      filters.push(
        joinedSpec(
          view,
          ofView.map(({ type, pathSet }) => ({ type, all: false, pathSet })),
          others,
        ),
      );
    }
    return filters;
  }

  #createView(
    { viewManager, rootFolder: container }: ServiceContent,
    parts: readonly ViewPart[],
  ): Promise<ManagedObjectReference> {
    if (viewManager === undefined) throw new Error('no view manager');
    const type = parts.map((part) => part.type);
    return this.create(viewManager, 'CreateContainerView', { container, type, recursive: true });
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
