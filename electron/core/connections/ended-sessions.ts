import type { Profile } from '#shared/model/profile.ts';
import type { LeftSession, Session } from '../providers/provider.ts';
import { Leftovers } from './leftovers.ts';

/** Sessions that are over for Moref, and what of them still stands on servers. */
export class EndedSessions {
  readonly #standing: (address: string) => Session | undefined;
  readonly #leftovers = new Leftovers();
  #closing: Promise<void> = Promise.resolve();

  /** @param standing the session that stands now with the server at an address */
  constructor(standing: (address: string) => Session | undefined) {
    this.#standing = standing;
  }

  /** Resolves when no session is being ended any more. */
  get closing(): Promise<void> {
    return this.#closing;
  }

  /** Ends a session; what cannot be ended now is kept for the next one. */
  dispose(profile: Profile, session: Session): void {
    const ending = session.close().then(() => this.passOn(profile, session.left ?? []));
    this.#closing = Promise.allSettled([this.#closing, ending]).then(() => undefined);
  }

  /** What could not be ended is ended by the session that stands, or by the next one. */
  passOn({ address }: Profile, left: readonly LeftSession[]): void {
    if (left.length === 0) return;
    const standing = this.#standing(address);
    if (standing === undefined) this.#leftovers.keep(address, left);
    else standing.endLeft?.(left);
  }

  /** What waits for a session with a server. */
  take(address: string): readonly LeftSession[] {
    return this.#leftovers.take(address);
  }
}
