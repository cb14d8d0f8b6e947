import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { VapiProtocolError } from '../errors.ts';

/**
 * A stream may be silent for as long as the server likes; a frame that has begun has to come to its end. One that drips a byte now and
 * then for ever would hold its call for ever.
 */
export class FramePace {
  readonly #facts: { readonly service: string; readonly operation: string };
  readonly #now: () => number;
  /** When the frame that is on its way began; undefined between frames. */
  #since: number | undefined;
  #bytes = 0;

  constructor(
    facts: { readonly service: string; readonly operation: string },
    now: () => number = () => performance.now(),
  ) {
    this.#facts = facts;
    this.#now = now;
  }

  /** Some bytes of a frame. @throws VapiProtocolError where it takes too long */
  arrived(bytes: number): void {
    this.#since ??= this.#now();
    this.#bytes += bytes;
    const allowedMs = BOUNDS.graceMs + (1000 * this.#bytes) / BOUNDS.bytesPerSecond;
    const tookMs = this.#now() - this.#since;
    if (tookMs <= allowedMs) return;
    const { service, operation } = this.#facts;
    const about = { bytes: this.#bytes, seconds: Math.round(tookMs / 1000) };
    throw new VapiProtocolError(say('stream.slow', { call: `${service}.${operation}`, ...about }));
  }

  /** A frame is whole. */
  complete(): void {
    this.#since = undefined;
    this.#bytes = 0;
  }
}
