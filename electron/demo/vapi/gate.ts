import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../server/world.ts';
import type { User } from '../sessions/demo-session.ts';
import type { SeenCall, VapiOptions } from './options.ts';
import type { VapiEndpoint } from './server/endpoint.ts';

/**
 * `/api` before anybody asked for it: the endpoint, its model and its tags are loaded and made at the first request, so
 * that a client of vim25 alone pays nothing.
 */
export class VapiGate {
  readonly #world: () => World;
  readonly #users: readonly User[];
  readonly #options: VapiOptions | undefined;
  readonly #seen: SeenCall[] = [];
  #endpoint: Promise<VapiEndpoint> | undefined;
  #loaded: VapiEndpoint | undefined;
  #cuts = 0;

  /** @param options undefined for a server without `/api` */
  constructor(world: () => World, users: readonly User[], options: VapiOptions | undefined) {
    this.#world = world;
    this.#users = users;
    this.#options = options;
  }

  /** The last calls, oldest first. */
  get calls(): readonly SeenCall[] {
    return this.#seen;
  }

  /** Sessions that stand. */
  get sessions(): number {
    return this.#loaded?.sessions ?? 0;
  }

  /** Answers a request of `/api`; false when this server has no such path. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (this.#options === undefined) {
      return false;
    }
    this.#endpoint ??= this.#load(this.#options);
    const endpoint = await this.#endpoint;
    this.#loaded = endpoint;
    await endpoint.handle(request, response, signal);
    return true;
  }

  /** Ends all sessions. */
  expireSessions(): void {
    void this.#endpoint?.then((endpoint) => endpoint.expireSessions());
  }

  /** The next so many answers break off in the middle of their body. */
  cutAnswers(count: number): void {
    this.#cuts = count;
  }

  /** Forgets all sessions and stops what runs. */
  close(): void {
    void this.#endpoint?.then((endpoint) => endpoint.close());
  }

  async #load(options: VapiOptions): Promise<VapiEndpoint> {
    const { VapiEndpoint: Endpoint } = await import('./server/endpoint.ts');
    return new Endpoint(this.#world(), this.#users, {
      ...options,
      saw: (call) => {
        this.#seen.push(call);
        if (this.#seen.length > 2000) {
          this.#seen.splice(0, 1000);
        }
      },
      takeCut: () => {
        const cut = this.#cuts > 0;
        this.#cuts -= cut ? 1 : 0;
        return cut;
      },
    });
  }
}
