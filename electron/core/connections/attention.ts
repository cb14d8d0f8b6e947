import type { Disposer } from '#shared/contract/define.ts';
import type { Ref } from '#shared/model/reference.ts';

/** Which objects of a server somebody looks at now. */
export class Attention {
  /** Several windows may look at one. */
  readonly #lookers = new Map<Ref, number>();
  readonly #changed: (refs: ReadonlySet<Ref>) => void;

  constructor(changed: (refs: ReadonlySet<Ref>) => void) {
    this.#changed = changed;
  }

  get refs(): ReadonlySet<Ref> {
    return new Set(this.#lookers.keys());
  }

  /** Somebody looks at the object until the returned function is called. */
  attend(ref: Ref): Disposer {
    const before = this.#lookers.get(ref) ?? 0;
    this.#lookers.set(ref, before + 1);
    if (before === 0) this.#changed(this.refs);
    let looking = true;
    return () => {
      if (!looking) return;
      looking = false;
      const left = (this.#lookers.get(ref) ?? 1) - 1;
      if (left > 0) this.#lookers.set(ref, left);
      else {
        this.#lookers.delete(ref);
        this.#changed(this.refs);
      }
    };
  }
}
