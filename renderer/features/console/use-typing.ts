import { useEffect, useState } from 'react';
import type { ConsoleView } from '#shared/model/console.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import { agreeToType, useConsoles } from '../../state/consoles.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { ReleaseChord } from './release-chord.ts';
import type { LiveConsole } from './use-console-line.ts';

/** - `asking`: the server is one of production, and it is asked once a console. */
export type Typing = 'off' | 'asking' | 'on';

export interface TypingControl {
  readonly typing: Typing;
  /** Somebody wants to type. */
  readonly start: () => void;
  readonly agree: () => void;
  readonly stop: () => void;
  /** Keys on their way to the console; what lets go of the keyboard is heard here. */
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Whether what is typed goes to the console: not before somebody has clicked into it. */
export function useTyping(
  address: ObjectAddress,
  { viewOnly }: ConsoleView,
  { screen, used }: Pick<LiveConsole, 'screen' | 'used'>,
): TypingControl {
  const production =
    useConnection(address.connection)?.profile.environment === 'production' &&
    viewOnly === undefined;
  const agreed = useConsoles((state) => state.agreed.has(objectKey(address)));
  const [wanted, setWanted] = useState<Typing>('off');
  const [chord] = useState(() => new ReleaseChord());
  const typing = viewOnly !== undefined || screen === null ? 'off' : wanted;
  useEffect(() => {
    if (screen === null) return;
    screen.viewOnly = typing !== 'on';
    if (typing === 'on') screen.focus();
    else screen.blur();
  }, [screen, typing]);
  const stop = (): void => setWanted('off');
  return {
    typing,
    start: () => setWanted(production && !agreed ? 'asking' : 'on'),
    agree: () => {
      agreeToType(address);
      setWanted('on');
    },
    stop,
    onKey: ({ code, type }) => {
      used();
      if (chord.hear({ code, down: type === 'keydown' })) {
        chord.reset();
        stop();
      }
    },
  };
}
