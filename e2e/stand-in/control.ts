/** What a journey says to the program that it drives. */
export interface Order {
  readonly order: number;
  /** A part of the module, `window:1`, or `answer`. */
  readonly of: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What the program did to the system; one with a `question` waits for an answer of the journey. */
export interface Told {
  readonly told: string;
  readonly args: readonly unknown[];
  readonly question?: number;
}

export interface Obeyed {
  readonly order: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** An event as Electron emits it. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

const answers = new Map<number, (answer: unknown) => void>();
const parts = new Map<string, object>();
let questions = 0;

/** Lets the journey call a part of the module. */
export function offer(name: string, part: object): void {
  parts.set(name, part);
}

/** Tells the journey what the program asked of the system. */
export function tell(told: string, ...args: readonly unknown[]): void {
  send({ told, args: plain(args) });
}

/** Asks the journey what the person at the screen does, and waits for it: as long as it takes, and without holding up anything. */
export function ask(told: string, ...args: readonly unknown[]): Promise<unknown> {
  const question = ++questions;
  return new Promise((resolve) => {
    answers.set(question, resolve);
    send({ told, args: plain(args), question });
  });
}

/** Takes the orders of the journey from now on. */
export function obey(): void {
  process.on('message', (order: Order) => {
    void carryOut(order).then(
      (result) => send({ order: order.order, result }),
      (error: unknown) => send({ order: order.order, error: String(error) }),
    );
  });
  // The journey is over, however it ended: nothing may be left behind.
  process.on('disconnect', () => process.exit(0));
}

async function carryOut({ of, method, args }: Order): Promise<unknown> {
  if (of === 'answer') {
    answers.get(args[0] as number)?.(args[1]);
    answers.delete(args[0] as number);
    return undefined;
  }
  const part = parts.get(of) as Record<string, (...args: unknown[]) => unknown> | undefined;
  if (part === undefined) throw new Error(`There is no ${of}.`);
  if (method === 'fire') {
    const [name, ...rest] = args;
    const event = new PreventableEvent();
    part['emit']?.(name, event, ...rest);
    return event.defaultPrevented;
  }
  const called = part[method];
  if (typeof called !== 'function') return called;
  return plain([await called.apply(part, [...args])])[0];
}

function plain(values: readonly unknown[]): readonly unknown[] {
  return JSON.parse(JSON.stringify(values)) as readonly unknown[];
}

function send(message: Told | Obeyed): void {
  if (process.connected) process.send?.(message);
}
