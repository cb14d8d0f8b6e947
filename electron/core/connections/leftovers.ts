import type { LeftSession } from '../providers/provider.ts';

/** More than a few are no use: the server ends them by itself one day. */
const most = 20;

/** Sessions that could not be ended, until one stands that can do it. They are secrets: only their own address may see them. */
export class Leftovers {
  #address: string | undefined;
  #left: readonly LeftSession[] = [];

  keep(address: string, left: readonly LeftSession[]): void {
    const before = address === this.#address ? this.#left : [];
    this.#address = address;
    this.#left = [...before, ...left].slice(-most);
  }

  /** Those of the address; they are forgotten here. */
  take(address: string): readonly LeftSession[] {
    const taken = address === this.#address ? this.#left : [];
    this.#left = [];
    return taken;
  }
}
