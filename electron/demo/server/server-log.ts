import type { Host } from '../estate/entity.ts';

/** The logs that DiagnosticManager shows: what the server did lately, and what a host's kernel says. */

const mostLines = 5000;

/** Lines of a log, numbered from 1 on. */
export interface LogPage {
  readonly lineStart: number;
  /** The number of the last line that there is. */
  readonly lineEnd: number;
  readonly lineText: readonly string[];
}

/** What the server logs of the calls that it answers; the oldest lines go. */
export class ServerLog {
  readonly #lines: string[] = [];
  readonly #now: () => Date;
  readonly #program: string;
  #gone = 0;

  /** @param program `hostd` or `vpxd` */
  constructor(program: string, now: () => Date) {
    this.#program = program;
    this.#now = now;
    for (const part of ['Hypervisor', 'Statssvc', 'Default', 'Vimsvc', 'Locale', 'Proxysvc'])
      this.add(part, 'Initialized');
    for (let n = 0; n < 24; n += 1) this.add('Default', `Worker ${n} started`);
  }

  /** @param operationId what a client calls its operation by */
  add(part: string, text: string, operationId?: string): void {
    const time = this.#now().toISOString();
    const operation = operationId === undefined ? '' : ` opID=${operationId}`;
    this.#lines.push(
      `${time} info ${this.#program}[1000] [Originator@6876 sub=${part}${operation}] ${text}`,
    );
    if (this.#lines.length > mostLines) {
      this.#lines.shift();
      this.#gone += 1;
    }
  }

  page(start: number, lines: number): LogPage {
    return pageOf(this.#lines, { start, lines, gone: this.#gone });
  }
}

const mostOfPage = 1000;

function pageOf(
  all: readonly string[],
  { start, lines, gone }: { start: number; lines: number; gone: number },
): LogPage {
  const first = Math.max(gone + 1, start);
  const from = first - gone - 1;
  const lineText = all.slice(from, from + Math.min(lines, mostOfPage));
  return { lineStart: first, lineEnd: gone + all.length, lineText };
}

/** The log of a host's kernel since it booted. */
export function kernelPage({ bootTime, serial }: Host, start: number, lines: number): LogPage {
  const all = Array.from({ length: 400 }, (_, n) => {
    const time = new Date(bootTime.getTime() + n * 997).toISOString();
    return `${time} In(182) vmkernel: cpu${(serial + n) % 64}:${2_097_152 + n})Device: 192: Registered driver ${n}`;
  });
  return pageOf(all, { start, lines, gone: 0 });
}
