import type { Operations } from '../server/dispatch.ts';
import { sessionAndEvents } from './session-and-events.ts';
import { task } from './task.ts';
import { vmPower } from './vm-power.ts';

/** Every message with code of its own. */
export const operations: Operations = new Map([...sessionAndEvents, ...task, ...vmPower]);
