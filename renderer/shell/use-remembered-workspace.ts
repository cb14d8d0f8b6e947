import { useEffect, useState } from 'react';
import type { Link } from '../bridge/link.ts';
import { useLink, useLinkStatus } from '../bridge/link-context.ts';
import { decodeWorkspace, encodeWorkspace } from '../state/workspace/workspace-codec.ts';
import { showTree } from '../state/tree/tree-view.ts';
import { remember } from '../state/workspace/navigation.ts';
import { allServers, sameView, type TabView } from '../state/workspace/tab.ts';
import { useWorkspace, type WorkspaceData } from '../state/workspace/workspace.ts';

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
        const shown = shownAtStart(data);
        const { current } = shown;
        useWorkspace.setState({
          ...data,
          ...shown,
          selected: new Set(current === null ? [] : [current]),
        });
        // What was looked at last is one step back.
        const last = { current: data.current, search: data.search };
        if (!sameView(shown, last)) remember(last);
        showTree();
      })
      // What cannot be read is forgotten: the page works without it.
      .catch(() => undefined)
      .finally(() => setLoaded(true));
  }, [link, open, loaded]);
  useEffect(() => (loaded ? keepWritten(link) : undefined), [link, loaded]);
  return loaded;
}

/** Whoever works with tabs finds them as they were; at any other start all servers are looked at first. */
function shownAtStart({ tabs, current, search }: WorkspaceData): TabView {
  const works = tabs.length > 1 || tabs.some(({ pinned }) => pinned);
  return works || wasReloaded() ? { current, search } : allServers;
}

/** Somebody who loads the page anew wants to be where they were. */
function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry !== undefined && 'type' in entry && entry.type === 'reload';
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
