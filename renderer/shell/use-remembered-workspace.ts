import { useEffect, useState } from 'react';
import type { Link } from '../bridge/link.ts';
import { useLink, useLinkStatus } from '../bridge/link-context.ts';
import { decodeWorkspace, encodeWorkspace } from '../state/workspace-codec.ts';
import { useWorkspace } from '../state/workspace.ts';

/** Writing waits until the user has been still for so long, in milliseconds. */
const stillness = 400;

/** Reads what the page remembers, then keeps it written. False until it was read: nothing should jump on screen. */
export function useRememberedWorkspace(): boolean {
  const link = useLink();
  const open = useLinkStatus().state === 'open';
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (loaded || !open) return;
    link
      .call('workspace.read', {})
      .then((stored) => {
        const data = decodeWorkspace(stored);
        useWorkspace.setState({
          ...data,
          selected: new Set(data.current === null ? [] : [data.current]),
        });
      })
      // What cannot be read is forgotten: the page works without it.
      .catch(() => undefined)
      .finally(() => setLoaded(true));
  }, [link, open, loaded]);
  useEffect(() => (loaded ? keepWritten(link) : undefined), [link, loaded]);
  return loaded;
}

function keepWritten(link: Link): () => void {
  let written = encodeWorkspace(useWorkspace.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const next = encodeWorkspace(useWorkspace.getState());
    for (const [key, value] of Object.entries(next))
      if (written[key] !== value)
        link.call('workspace.write', { key, value }).catch(() => undefined);
    written = next;
  };
  const unsubscribe = useWorkspace.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, stillness);
  });
  window.addEventListener('pagehide', write);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('pagehide', write);
  };
}
