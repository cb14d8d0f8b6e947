import { useEffect, useState, type RefObject } from 'react';
import { text } from '#shared/i18n/make-text.ts';
import type { ConsoleView } from '#shared/model/console.ts';
import type { MorefError } from '#shared/model/error.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { useLink } from '../../bridge/link-context.ts';
import { ConsoleLine, type LineState } from './console-line.ts';
import type { OpenScreen, Screen } from './screen.ts';

/** What shows a console; fetched once. Tests bring their own. */
export type LoadScreen = () => Promise<OpenScreen>;

/** noVNC is a chunk of its own: who opens no console never loads it. */
export const loadRfbScreen: LoadScreen = async () =>
  (await import('./rfb-screen.ts')).openRfbScreen;

export interface LiveConsole {
  readonly state: LineState;
  /** Present while it is live. */
  readonly screen: Screen | null;
  /** Opens it again now. */
  readonly retry: () => void;
  /** Something was typed. */
  readonly used: () => void;
}

interface Shown {
  readonly state: LineState;
  readonly screen: Screen | null;
}

const begin: Shown = { state: { kind: 'connecting' }, screen: null };

/** A console for as long as the part is on screen. @param target where its picture goes */
export function useConsoleLine(
  { connection, ref }: ObjectAddress,
  view: ConsoleView,
  target: RefObject<HTMLElement | null>,
  load: LoadScreen,
): LiveConsole {
  const link = useLink();
  const [line, setLine] = useState<ConsoleLine | null>(null);
  const [shown, show] = useState(begin);
  useEffect(() => {
    let own: ConsoleLine | undefined;
    const stop = new AbortController();
    const begun = load().then((open) => {
      if (stop.signal.aborted || target.current === null) return;
      const changed = (state: LineState, screen: Screen | null): void => show({ state, screen });
      const address = { connection, ref };
      own = new ConsoleLine({ link, address, target: target.current, open, changed });
      setLine(own);
    });
    begun.catch(() => show({ state: { kind: 'ended', error: notLoaded }, screen: null }));
    return () => {
      stop.abort();
      own?.close();
    };
  }, [link, connection, ref, target, load]);
  useEffect(() => line?.look(view), [line, view]);
  return { ...shown, retry: () => line?.retry(), used: () => line?.used() };
}

const notLoaded: MorefError = { kind: 'bug', message: text('console.page.notLoaded') };
