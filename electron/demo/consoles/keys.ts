/** Characters by the scan codes of set 1 of a US keyboard, without Shift and with it. */
const rowsOfKeys: readonly (readonly [first: number, plain: string, shifted: string])[] = [
  [2, '1234567890-=', '!@#$%^&*()_+'],
  [16, 'qwertyuiop[]', 'QWERTYUIOP{}'],
  [30, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [43, '\\zxcvbnm,./', '|ZXCVBNM<>?'],
  [57, ' ', ' '],
];

const named: Readonly<Record<number, string>> = { 14: '\b', 15: '\t', 28: '\n', 0x9c: '\n' };

const keys = new Map<number, readonly [string, string]>(
  rowsOfKeys.flatMap(([first, plain, shifted]) =>
    Array.from(
      plain,
      (character, at) => [first + at, [character, shifted[at] ?? character]] as const,
    ),
  ),
);

/** Scan codes of what changes other keys; right-hand ones that come with 0xE0 have their highest bit set. */
const shift = [42, 54];
const control = [29, 0x9d];
const alt = [56, 0xb8];
const capsLock = 58;
const deleteKeys = [83, 0xd3];

/** What a guest hears from its keyboard. */
export type Heard =
  | { readonly character: string }
  | { readonly control: string }
  /** Control, Alt and Delete together. */
  | { readonly threeKeys: true };

/** A US keyboard as its guest has it: which keys are down, and what they type. */
export class Keyboard {
  readonly #down = new Set<number>();
  #capsLock = false;

  /** A scan code of set 1; one that comes with 0xE0 has its highest bit set. Undefined where it types nothing. */
  scanCode(code: number, down: boolean): Heard | undefined {
    if (!down) {
      this.#down.delete(code);
      return undefined;
    }
    this.#down.add(code);
    if (code === capsLock) this.#capsLock = !this.#capsLock;
    if (this.#holds(control) && this.#holds(alt) && deleteKeys.includes(code))
      return { threeKeys: true };
    const [plain, shifted] = keys.get(code) ?? [];
    if (plain === undefined || shifted === undefined) {
      const character = named[code];
      return character === undefined ? undefined : { character };
    }
    if (this.#holds(control)) return { control: plain };
    const isLetter = plain >= 'a' && plain <= 'z';
    const upper = this.#holds(shift) !== (isLetter && this.#capsLock);
    return { character: upper ? shifted : plain };
  }

  /**
   * A key symbol of X11, as a server that knows no scan codes of its client looks it up in its own table: Shift is as the keyboard has it, and not
   * what the symbol needs.
   */
  symbol(symbol: number, down: boolean): Heard | undefined {
    const code = codeOf(symbol);
    return code === undefined ? undefined : this.scanCode(code, down);
  }

  #holds(codes: readonly number[]): boolean {
    return codes.some((code) => this.#down.has(code));
  }
}

const symbols: Readonly<Record<number, number>> = {
  0xff08: 14,
  0xff09: 15,
  0xff0d: 28,
  0xff8d: 0x9c,
  0xffe1: 42,
  0xffe2: 54,
  0xffe3: 29,
  0xffe4: 0x9d,
  0xffe5: capsLock,
  0xffe9: 56,
  0xffea: 0xb8,
  0xffff: 0xd3,
};

function codeOf(symbol: number): number | undefined {
  if (symbol >= 0xff00) return symbols[symbol];
  const character = String.fromCharCode(symbol);
  for (const [code, both] of keys) if (both.includes(character)) return code;
  return undefined;
}
