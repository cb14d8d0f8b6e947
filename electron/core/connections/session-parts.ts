import type { SessionPart } from '#shared/model/session-part.ts';

/** The parts of a session as they were reported last, in the order in which they were first reported. */
export class SessionParts {
  #byId = new Map<string, SessionPart>();
  /** The same list as long as nothing changes. */
  #list: readonly SessionPart[] = [];

  get list(): readonly SessionPart[] {
    return this.#list;
  }

  set(part: SessionPart): void {
    this.#byId.set(part.id, part);
    this.#list = [...this.#byId.values()];
  }

  clear(): void {
    this.#byId = new Map();
    this.#list = [];
  }
}
