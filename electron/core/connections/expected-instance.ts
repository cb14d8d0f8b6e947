import { text } from '#shared/i18n/make-text.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException } from '#shared/model/error.ts';

/** The instance whose objects are shown: another one must not take their place by itself. */
export class ExpectedInstance {
  #uuid: string | undefined;

  /** A session with a server stands. @throws MorefException where it is another instance than before; only a person can say whether that is meant */
  meet({ product, instanceUuid }: ServerInfo): void {
    if (instanceUuid === undefined) return;
    if (this.#uuid !== undefined && this.#uuid !== instanceUuid) {
      const found = { product, found: instanceUuid, expected: this.#uuid };
      const message = text('connection.otherInstance', found);
      throw new MorefException({ kind: 'conflict', message, needsPerson: true });
    }
    this.#uuid = instanceUuid;
  }

  /** Whoever answers next is the right one. */
  forget(): void {
    this.#uuid = undefined;
  }
}
