import { MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Exchange } from '../proxy/exchange.ts';
import type { Random } from '../random.ts';
import type { MarkedOperation, Subject } from '../servers/subject.ts';
import type { CoreUnderTest } from './core-under-test.ts';

/** Operations that are sent through the faults, each on a machine of its own. */
export class Operations {
  readonly #core: CoreUnderTest;
  readonly #subject: Subject;
  readonly #random: Random;
  readonly #taken = new Set<Ref>();
  readonly #sent: MarkedOperation[] = [];
  #underWay = 0;

  constructor(core: CoreUnderTest, subject: Subject, random: Random) {
    this.#core = core;
    this.#subject = subject;
    this.#random = random;
  }

  get count(): number {
    return this.#sent.length;
  }

  /** Operations whose outcome was not reported yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Sends another one; how it ends is for the server and the faults to decide. */
  send(): void {
    const free = [...this.#core.rows.items.values()].filter(({ ref }) => !this.#taken.has(ref));
    const mark = `soak-${this.#sent.length}-${this.#random.integer(1000, 9999)}`;
    const next = this.#subject.operation(this.#random.shuffled(free), mark, this.#random);
    if (next === undefined) return;
    this.#taken.add(next.ref);
    this.#sent.push(next);
    void this.#run(next);
  }

  /** Those of which the server was asked more than once to do the same, in words. */
  repeated(exchanges: readonly Exchange[]): readonly string[] {
    const asked = exchanges.map((exchange) => ({ exchange, request: exchange.request }));
    const { refusals } = this.#subject;
    return this.#sent.flatMap(({ operation, once }) =>
      once.flatMap((texts) => {
        const requests = asked.filter(
          ({ exchange, request }) =>
            texts.every((text) => request.includes(text)) &&
            // What was refused for want of a session was not carried out, and may be sent again.
            !refusals.some((text) => exchange.answer.includes(text)),
        );
        return requests.length > 1
          ? [`${operation} was sent ${requests.length} times: ${texts.join(' ')}`]
          : [];
      }),
    );
  }

  async #run({ ref, operation, inputs }: MarkedOperation): Promise<void> {
    this.#underWay += 1;
    const { client, connection } = this.#core;
    try {
      await client.call('operations.run', { connection, ref, operation, inputs });
    } catch (error) {
      if (!(error instanceof MorefException) || error.data.kind === 'bug') throw error;
    } finally {
      this.#underWay -= 1;
    }
  }
}
