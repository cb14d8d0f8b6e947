import { cellHeight, cellWidth, isSet } from './glyphs.ts';

export const columns = 80;
export const lines = 25;

/** What a guest shows: characters in cells, and a cursor. */
export class TextScreen {
  #cells: string[] = [];
  #changed: number[] = [];
  #column = 0;
  #line = 0;
  #version = 0;
  /** Dots of a line: firmware shows text nine dots wide, what runs after it eight. */
  #width = columns * cellWidth;

  constructor() {
    this.clear();
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return lines * cellHeight;
  }

  /** Rises with every change. */
  get version(): number {
    return this.#version;
  }

  /** The text of all lines, without what is empty at their ends. */
  get text(): readonly string[] {
    return this.#cells.map((line) => line.trimEnd());
  }

  clear(width = this.#width): void {
    this.#width = width;
    this.#version += 1;
    this.#cells = Array.from({ length: lines }, () => ' '.repeat(columns));
    this.#changed = Array.from({ length: lines }, () => this.#version);
    this.#column = 0;
    this.#line = 0;
  }

  write(text: string): void {
    this.#version += 1;
    this.#touch();
    for (const character of text) this.#put(character);
    this.#touch();
  }

  /** Lines that changed after a version. */
  changedSince(version: number): readonly number[] {
    return this.#changed.flatMap((changed, line) => (changed > version ? [line] : []));
  }

  /** Whether the dot at a place is lit. */
  isLit(x: number, y: number): boolean {
    const line = Math.floor(y / cellHeight);
    const column = Math.floor(x / cellWidth);
    const dot = y % cellHeight;
    const isCursor = line === this.#line && column === this.#column;
    if (isCursor && dot >= cellHeight - 2) return true;
    return isSet(this.#cells[line]?.[column] ?? ' ', x % cellWidth, dot);
  }

  #put(character: string): void {
    if (character === '\n') return this.#newLine();
    if (character === '\r') this.#column = 0;
    else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
    else {
      if (this.#column === columns) this.#newLine();
      const line = this.#cells[this.#line] ?? '';
      const at = this.#column;
      this.#cells[this.#line] = line.slice(0, at) + character + line.slice(at + 1);
      this.#column += 1;
    }
  }

  #newLine(): void {
    this.#touch();
    this.#column = 0;
    if (this.#line < lines - 1) this.#line += 1;
    else {
      this.#cells = [...this.#cells.slice(1), ' '.repeat(columns)];
      this.#changed = this.#changed.map(() => this.#version);
    }
    this.#touch();
  }

  #touch(): void {
    this.#changed[this.#line] = this.#version;
  }
}
