/** A key that goes down or up. */
export interface Press {
  readonly code: string;
  readonly down: boolean;
}

const chord = ['ControlLeft', 'AltLeft'];

/**
 * Ctrl and Alt on the left, pressed together and let go without any other key between: the keyboard is the page's again. AltGr, which some
 * systems report as Ctrl and Alt, is on the right.
 */
export class ReleaseChord {
  readonly #down = new Set<string>();
  #armed = false;

  /** True where this press completes it. */
  hear({ code, down }: Press): boolean {
    if (down) {
      this.#down.add(code);
      this.#armed = this.#down.size === chord.length && chord.every((one) => this.#down.has(one));
      return false;
    }
    this.#down.delete(code);
    const done = this.#armed && chord.includes(code);
    this.#armed &&= !done;
    return done;
  }

  /** Keys that went up elsewhere are forgotten. */
  reset(): void {
    this.#down.clear();
    this.#armed = false;
  }
}
