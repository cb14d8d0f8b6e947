import type { Text } from '../i18n/text.ts';
import type { OperationId } from './operation.ts';

/**
 * - `ready`: it can be opened.
 * - `off`, `suspended`, `paused`: the machine shows nothing before something is done (`helps`).
 * - `absent`: the machine runs, and the server tells of no console.
 */
export type ConsoleState = 'ready' | 'off' | 'suspended' | 'paused' | 'absent';

/** What is known of an object's console before anybody opens it. */
export interface ConsoleView {
  readonly state: ConsoleState;
  /** Another text once another console has taken its place: after a start, at another host. What is open of the earlier one leads nowhere. */
  readonly generation: string;
  /** Name of the host that has it. */
  readonly host?: string;
  /** The operation by which there is something to see again. */
  readonly helps?: OperationId;
  /** Why it cannot be opened, whatever its state. */
  readonly refused?: Text;
  /** Why it can be looked at only: what is typed is not sent. */
  readonly viewOnly?: Text;
}

/** What a page is told of a console that is open. */
export interface ConsoleFacts {
  /** Name of the host that it leads to. */
  readonly host: string;
  /** The server ends it after so many seconds in which nothing is typed. */
  readonly idleSeconds?: number;
}
