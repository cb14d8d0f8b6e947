/** Seeded pseudo-random numbers (mulberry32): the same seed and key give the same estate on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer in [low, high]. */
  int(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
}

/** FNV-1a, 32 bits. */
export function hash(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return h;
}

/** The value in [0, 1) that belongs to a state of the generator. */
function mix(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

export function randomFrom(seed: number, key: string): Random {
  let state = hash(key, seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state);
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (probability) => next() < probability,
  };
}

/** A stateless value in [0, 1) for a number, an epoch and a salt: moving statistics without stored history. */
export function noise(index: number, epoch: number, salt: number): number {
  return mix(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b) ^ salt);
}

/** `length` hexadecimal digits that belong to a key. */
export function hexDigits(seed: number, key: string, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part += 1) {
    text += hash(`${key}/${part}`, seed).toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}

/** A UUID of version 4 that belongs to a key. */
export function uuidFrom(seed: number, key: string): string {
  const h = hexDigits(seed, key, 32);
  const variant = '89ab'.charAt(Number.parseInt(h.charAt(16), 16) % 4);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
}
