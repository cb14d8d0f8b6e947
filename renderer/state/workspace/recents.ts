import type { Recent } from './recent.ts';
import { useWorkspace } from './workspace.ts';

const most = 30;

/** Notes that something was used: it is the first to be offered again. */
export function used(recent: Recent): void {
  const { recents, set } = useWorkspace.getState();
  if (recents[0] === recent) return;
  set({ recents: [recent, ...recents.filter((one) => one !== recent)].slice(0, most) });
}
