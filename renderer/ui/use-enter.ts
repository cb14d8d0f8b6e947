import { useEffect, useRef } from 'react';

/** An Enter that waits until there is what it means. */
export interface WaitingEnter {
  readonly press: () => void;
  /** Something else is written: an Enter that waits means nothing any more. */
  readonly forget: () => void;
}

/**
 * On a busy machine Enter may come before what was typed has been looked for; then it waits, so that it never does what an earlier text
 * meant.
 *
 * @param isCurrent what is there is what the text that is written now means
 * @param act what Enter does
 */
export function useEnter(isCurrent: boolean, act: () => void): WaitingEnter {
  const waits = useRef(false);
  useEffect(() => {
    if (!isCurrent || !waits.current) return;
    waits.current = false;
    act();
  });
  return {
    press: () => {
      if (isCurrent) act();
      else waits.current = true;
    },
    forget: () => {
      waits.current = false;
    },
  };
}
