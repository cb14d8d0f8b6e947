import { useEffect, useState } from 'react';
import type { Link } from '../bridge/link.ts';
import { useLink, useLinkStatus } from '../bridge/link-context.ts';
import { decodeWorkspace, encodeWorkspace } from '../state/workspace/workspace-codec.ts';
import { forgetWhenClosed, offerWindows, passedOn } from './remembered-windows.ts';
import { showTree } from '../state/tree/tree-view.ts';
import { remember } from '../state/workspace/navigation.ts';
import type { NodeKey } from '../state/tree/flat-node.ts';
import { viewOf } from '../state/workspace/tabs.ts';
import { isShared, keyIn, rememberedBy, windowIdOf } from '../state/workspace/window-id.ts';
import { allServers, sameView, type TabView } from '../state/workspace/tab.ts';
import { useWorkspace, type WorkspaceData } from '../state/workspace/workspace.ts';

const windowId = windowIdOf(location.search);

/** Writing waits until the user has been still for so long, in milliseconds. */
const stillness = 400;

/**
 * Reads what the page remembers, then keeps it written. False until it was read: nothing should jump on screen.
 * @param keeps false in a window of which nothing is to be remembered
 */
export function useRememberedWorkspace(keeps: boolean): boolean {
  const link = useLink();
  const open = useLinkStatus().state === 'open';
  const [loaded, setLoaded] = useState(false);
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => {
    if (loaded || !open) return;
    Promise.all([link.call('workspace.read', {}), link.call('app.info', {})])
      .then(([stored, { host }]) => {
        const all = { ...stored, ...passedOn(windowId) };
        begin(decodeWorkspace(rememberedBy(windowId, all)));
        setInBrowser(host === 'browser');
        if (host === 'browser' && keeps) offerWindows(windowId, stored);
      })
      // What cannot be read is forgotten: the page works without it.
      .catch(() => undefined)
      .finally(() => setLoaded(true));
  }, [link, open, loaded, keeps]);
  useEffect(() => (loaded && keeps ? keepWritten(link) : undefined), [link, loaded, keeps]);
  useEffect(
    () => (loaded && keeps && inBrowser ? forgetWhenClosed(link, windowId, ownMemory) : undefined),
    [link, loaded, keeps, inBrowser],
  );
  return loaded;
}

function begin(data: WorkspaceData): void {
  const shown = askedFor() ?? shownAtStart(data);
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
}

/** What a window was opened for: the fragment of its address says so, once. */
function askedFor(): TabView | undefined {
  const node = /^#show=(.+)$/.exec(location.hash)?.[1];
  if (node === undefined) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return viewOf(decodeURIComponent(node) as NodeKey);
}

function ownMemory(): Readonly<Record<string, string>> {
  const all = Object.entries(encodeWorkspace(useWorkspace.getState()));
  return Object.fromEntries(all.filter(([key]) => !isShared(key)));
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

/** What one window tells the others. */
interface Changed {
  readonly key: string;
  readonly value: string;
}

function keepWritten(link: Link): () => void {
  // A further window writes all that is its own at once: it is known to be open.
  let written: Readonly<Record<string, string>> =
    windowId === '' ? encodeWorkspace(useWorkspace.getState()) : {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const others = new BroadcastChannel('moref.workspace');
  const write = (): void => {
    timer = undefined;
    const next = encodeWorkspace(useWorkspace.getState());
    for (const [key, value] of Object.entries(next)) {
      if (written[key] === value || (isShared(key) && written[key] === undefined)) continue;
      link.call('workspace.write', { key: keyIn(windowId, key), value }).catch(() => undefined);
      if (isShared(key)) others.postMessage({ key, value });
    }
    written = next;
  };
  // What is the same in all windows changes in all of them.
  others.addEventListener('message', ({ data }: MessageEvent<Changed>) => {
    const { key, value } = data;
    const changed = decodeWorkspace({ [key]: value })[key as keyof WorkspaceData];
    written = { ...written, [key]: value };
    useWorkspace.setState({ [key]: changed });
  });
  const unsubscribe = useWorkspace.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, stillness);
  });
  if (windowId !== '') write();
  window.addEventListener('pagehide', write);
  return () => {
    clearTimeout(timer);
    others.close();
    unsubscribe();
    window.removeEventListener('pagehide', write);
  };
}
