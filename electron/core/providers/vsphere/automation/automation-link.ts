import { text as say } from '#shared/i18n/make-text.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionPart } from '#shared/model/session-part.ts';
import { partBackOffMs } from '../../../net/back-off.ts';
import type { TlsTrust } from '../../../net/certificate.ts';
import { UnreadableLog } from '../../../net/unreadable-log.ts';
import type { Log } from '../../provider.ts';
import { connectVapi, type VapiClient } from '../vapi/client.ts';
import { HttpStatusError } from '../../../net/errors.ts';
import { automationException } from './errors.ts';

const apiPart = { id: 'automation', area: 'explorer', name: 'vSphere Automation API' } as const;

export interface AutomationLinkOptions {
  /** Origin of the server: `https://vc.example.org:443`. */
  readonly url: string;
  readonly trust: TlsTrust;
  readonly user: string;
  readonly password: string;
  readonly log: Log;
}

/** Quick to give up: the connection must not wait long for what is an addition to it. */
const timeouts = { connectMs: 5000, headersMs: 15_000 };

/**
 * The way to a vCenter's second API beside a session of its first one, with the same credentials. A server without it, or one where a
 * gateway does not let it through, is no failure: there is no client then.
 */
export class AutomationLink {
  readonly #options: AutomationLinkOptions;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<(client: VapiClient) => void>();
  #running: Promise<void> | undefined;
  #client: VapiClient | null = null;
  /** After `close`: see Session.left. */
  left: string | undefined;

  constructor(options: AutomationLinkOptions) {
    this.#options = options;
  }

  /** The client, once somebody is logged in; null before that, and where the server has no such API. */
  get client(): VapiClient | null {
    return this.#client;
  }

  /** Calls back once there is a client; at once where there is one. */
  whenThere(listener: (client: VapiClient) => void): void {
    if (this.#client === null) this.#listeners.add(listener);
    else listener(this.#client);
  }

  /** Begins to connect, and tells how that goes; later calls do nothing. */
  start(report: (part: SessionPart) => void): void {
    this.#running ??= this.#run(report);
  }

  /** Logs out. Never throws, and takes a few seconds at the most. */
  async close(): Promise<void> {
    this.#abort.abort();
    this.#listeners.clear();
    await this.#running;
    await this.#client?.close();
    this.left = this.#client?.session.left;
    this.#client = null;
  }

  async #run(report: (part: SessionPart) => void): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#abort;
    report({ ...apiPart, state: 'loading' });
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await this.#try();
        report({ ...apiPart, state: 'live' });
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        const { data: error } = automationException(thrown, {
          doing: say('doing.reachAutomation'),
        });
        const refused = error.kind === 'auth' && error.retryable !== true;
        log.info('The vSphere Automation API cannot be used', { error: thrown, refused });
        if (refused) return report({ ...apiPart, state: 'failed', error });
        const wait = Math.max(partBackOffMs(failures), error.retryAfterMs ?? 0);
        report(
          isAbsent(thrown)
            ? { ...apiPart, state: 'absent', error }
            : { ...apiPart, state: 'failed', error, retryAt: Date.now() + wait },
        );
        await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** @throws the errors of the client */
  async #try(): Promise<void> {
    const { url, trust, user, password, log } = this.#options;
    const { signal } = this.#abort;
    let client: VapiClient | undefined;
    try {
      client = await connectVapi({
        url,
        trust,
        timeouts,
        signal,
        unreadables: new UnreadableLog(log),
      });
      await client.login({ scheme: 'user-password', userName: user, password }, signal);
    } catch (error) {
      await client?.close();
      throw error;
    }
    this.#client = client;
    if (signal.aborted) return;
    for (const listener of this.#listeners) listener(client);
    this.#listeners.clear();
  }
}

/** There is no such path, as on a host without a vCenter. A gateway may say so too: it is tried again, ever less often. */
function isAbsent(error: unknown): boolean {
  return error instanceof HttpStatusError && [404, 405, 501].includes(error.status);
}
