import type { Action } from './action.ts';

/**
 * What is done daily to what is no machine, in this order, before all else; an id may begin with it. The bar of an object shows
 * those of them that it has, and its menu begins with their groups.
 */
const first: readonly string[] = [
  'host.enterMaintenance',
  'host.exitMaintenance',
  'host.disable',
  'host.enable',
  'host.evacuate',
  'vm.create',
  'storage.rescan',
  'vm.register',
  'pool.create',
  'folder.create',
  'host.connect',
  'host.disconnect',
  'settings',
];

/** What takes down a host with all that runs on it stands with what destroys. */
const last: ReadonlySet<string> = new Set(['host.reboot', 'host.shutdown']);

/** The actions of an object: what matters for its kind first, what interrupts or destroys last. Machines begin with their power. */
export function inOrderOfUse(actions: readonly Action[]): readonly Action[] {
  if (actions.some(({ id }) => id === 'power.on')) return actions;
  const rank = ({ id, group }: Action): number => {
    const place = first.indexOf(id);
    if (place >= 0) return place;
    if (group === 'delete') return first.length + 2;
    return last.has(id) ? first.length + 1 : first.length;
  };
  return actions.toSorted((one, other) => rank(one) - rank(other));
}

/** What has a button of its own; the rest is in the menu, lest the bar be full of buttons. A machine's bar makes no other machine. */
export function barActions(actions: readonly Action[]): readonly Action[] {
  const ofMachine = actions.some(({ id }) => id === 'power.on');
  return actions.filter((one) => isProminent(one) && !(ofMachine && one.group === 'create'));
}

function isProminent({ id, group }: Action): boolean {
  if (last.has(id)) return false;
  return group === 'power' || group === 'guest' || prominent.has(id);
}

const prominent: ReadonlySet<string> = new Set([
  ...first,
  'snapshot.create',
  'vm.migrate',
  'server.connect',
  'server.disconnect',
]);
