import { create } from 'zustand';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';

interface ConsolesState {
  /** Objects whose console somebody has asked for; it is open while it is on screen. Not remembered: looking never acts. */
  readonly asked: ReadonlySet<string>;
  /** Consoles of production into which somebody has agreed to type. */
  readonly agreed: ReadonlySet<string>;
}

export const useConsoles = create<ConsolesState>(() => ({ asked: new Set(), agreed: new Set() }));

/** Somebody wants to see a console. */
export function askForConsole(address: ObjectAddress): void {
  useConsoles.setState(({ asked }) => ({ asked: new Set([...asked, objectKey(address)]) }));
}

/** Somebody has seen enough of it; what was agreed to ends with that. */
export function leaveConsole(address: ObjectAddress): void {
  const key = objectKey(address);
  const without = (keys: ReadonlySet<string>) => new Set([...keys].filter((one) => one !== key));
  useConsoles.setState(({ asked, agreed }) => ({ asked: without(asked), agreed: without(agreed) }));
}

/** Somebody agrees to type into a console of production. */
export function agreeToType(address: ObjectAddress): void {
  useConsoles.setState(({ agreed }) => ({ agreed: new Set([...agreed, objectKey(address)]) }));
}
