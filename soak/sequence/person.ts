import { inEnglish } from '#shared/i18n/english.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { CoreUnderTest } from './core-under-test.ts';

/** Whoever sits before the page: trusts a certificate that was really changed, and is asked nothing else. */
export class Person {
  readonly #core: CoreUnderTest;
  readonly #complain: (what: string) => void;
  /** Fingerprints that the server has now and that nobody has judged yet. */
  #toJudge: string | undefined;
  #judging: Promise<void> = Promise.resolve();
  /** How often somebody was asked. */
  asked = 0;

  /** @param complain notified of a question that nobody should have been asked */
  constructor(core: CoreUnderTest, complain: (what: string) => void) {
    this.#core = core;
    this.#complain = complain;
    core.onStatus((status) => this.#look(status));
  }

  /** The server's certificate is another one from now on, which somebody has to be asked about. */
  expect(fingerprint: string): void {
    this.#toJudge = fingerprint;
  }

  /** Somebody has yet to be asked. */
  get isWaiting(): boolean {
    return this.#toJudge !== undefined;
  }

  /** Resolves when what was asked so far is done. */
  settled(): Promise<void> {
    return this.#judging;
  }

  #look({ state, error }: ConnectionStatus): void {
    if (state !== 'offline' || error === undefined) return;
    const presented = error.certificate?.presented.fingerprint;
    if (presented === undefined || presented !== this.#toJudge) {
      if (presented === undefined || this.#toJudge === undefined)
        this.#complain(`a person is asked: ${error.kind}, ${inEnglish(error.message)}`);
      else void this.#open();
      return;
    }
    this.asked += 1;
    this.#toJudge = undefined;
    this.#judging = this.#trust(presented);
  }

  /** The certificate was changed once more, before the last one was judged: a try shows the present one. */
  async #open(): Promise<void> {
    const { client, connection: id } = this.#core;
    await client.call('connections.open', { id }).catch(() => undefined);
  }

  async #trust(fingerprint: string): Promise<void> {
    const { client, connection: id } = this.#core;
    try {
      await client.call('connections.trust', { id, fingerprint });
      // The next fault may come at once: what becomes of the connection is reported by its status.
      await client.call('connections.open', { id }).catch(() => undefined);
    } catch (error) {
      this.#complain(`the certificate could not be trusted: ${String(error)}`);
    }
  }
}
