/** A client that does not speak RFB, or more of it than is known here. */
export class NotRfb extends Error {}

/** What is to be done with a message: it goes on to the server, or ends here. */
type Verdict = 'pass' | 'drop';

interface Kind {
  readonly verdict: Verdict;
  /** Bytes from the first on that say how long it is. */
  readonly head: number;
  /** Bytes in all, by those. */
  length(head: Buffer): number;
}

const fixed = (verdict: Verdict, size: number): Kind => ({
  verdict,
  head: 1,
  length: () => size,
});

/** The extended clipboard says its length as a negative number. */
const textLength = (head: Buffer): number => 8 + Math.abs(head.readInt32BE(4));

/** Messages of clients by their type (rfbproto): what asks for the picture passes, what reaches the guest does not. */
const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [0, fixed('pass', 20)],
  [2, { verdict: 'pass', head: 4, length: (head) => 4 + 4 * head.readUInt16BE(2) }],
  [3, fixed('pass', 10)],
  [4, fixed('drop', 8)],
  // With more buttons than seven it is a byte longer.
  [5, { verdict: 'drop', head: 2, length: (head) => ((head[1] ?? 0) & 0x80 ? 7 : 6) }],
  [6, { verdict: 'drop', head: 8, length: textLength }],
  // Continuous updates, a fence, power commands, another size of the screen.
  [150, fixed('pass', 10)],
  [248, { verdict: 'pass', head: 9, length: (head) => 9 + head.readUInt8(8) }],
  [250, fixed('drop', 4)],
  [251, { verdict: 'drop', head: 8, length: (head) => 8 + 16 * head.readUInt8(6) }],
  [254, fixed('drop', 8)],
  [255, { verdict: 'drop', head: 4, length: qemuLength }],
]);

/** QEMU's own: 0 is a key, 1 is sound, which begins, ends, or is set to a format. */
function qemuLength(head: Buffer): number {
  if (head[1] === 0) return 12;
  if (head[1] === 1) return head.readUInt16BE(2) === 2 ? 10 : 4;
  throw new NotRfb();
}

const versionBytes = 12;

/** Takes the bytes of a client apart as they come, and leaves out what reaches the guest. Holds no more than one message. */
export class ViewOnlyFilter {
  #held: Buffer = Buffer.alloc(0);
  #phase: 'version' | 'security' | 'begin' | 'messages' = 'version';
  /** Bytes of a message that is on its way out, or being left out. */
  #rest = 0;
  #verdict: Verdict = 'pass';

  /** What of it goes on. @throws NotRfb */
  take(bytes: Uint8Array): Buffer {
    this.#held = Buffer.concat([this.#held, bytes]);
    const passed: Buffer[] = [];
    for (;;) {
      if (this.#rest > 0) {
        const part = this.#cut(Math.min(this.#rest, this.#held.length));
        this.#rest -= part.length;
        if (this.#verdict === 'pass') passed.push(part);
        if (this.#rest > 0) break;
      }
      if (!this.#next()) break;
    }
    return Buffer.concat(passed);
  }

  /** Begins the next message; false where too little of it is there. */
  #next(): boolean {
    if (this.#held.length === 0) return false;
    switch (this.#phase) {
      case 'version':
        return this.#version();
      case 'security':
        // Without a password only: what follows any other choice is not known here.
        if (this.#held[0] !== 1) throw new NotRfb();
        this.#phase = 'begin';
        return this.#begin('pass', 1);
      case 'begin':
        this.#phase = 'messages';
        return this.#begin('pass', 1);
      case 'messages':
        return this.#message();
    }
  }

  #version(): boolean {
    if (this.#held.length < versionBytes) return false;
    const version = this.#held.toString('latin1', 0, versionBytes);
    const minor = /^RFB 003\.(\d{3})\n$/.exec(version)?.[1];
    if (minor === undefined) throw new NotRfb();
    // From 3.7 on the client chooses how to log in.
    this.#phase = Number(minor) >= 7 ? 'security' : 'begin';
    return this.#begin('pass', versionBytes);
  }

  #message(): boolean {
    const kind = kinds.get(this.#held[0] ?? 0);
    if (kind === undefined) throw new NotRfb();
    if (this.#held.length < kind.head) return false;
    return this.#begin(kind.verdict, kind.length(this.#held));
  }

  #begin(verdict: Verdict, length: number): true {
    this.#verdict = verdict;
    this.#rest = length;
    return true;
  }

  #cut(count: number): Buffer {
    const part = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return part;
  }
}
