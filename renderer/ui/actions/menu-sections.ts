import type { MenuAction } from './menu-action.ts';

/** A part of a menu, between two lines: actions, and groups that open a menu of their own. */
export type MenuSection = readonly MenuEntry[];
export type MenuEntry =
  | { readonly action: MenuAction }
  | { readonly group: string; readonly actions: readonly MenuAction[] };

/** What is done daily is one click away. */
const open: ReadonlySet<string> = new Set(['power', 'guest', 'connection', 'profile', 'delete']);
/** Shown with the section of another group. */
const together: Readonly<Record<string, string>> = { guest: 'power' };
/** A menu of so many actions needs no further menus. */
const short = 10;

/** Arranges actions for a menu: groups in the order of their first action. Groups of several open a menu of their own in a long one. */
export function menuSections(actions: readonly MenuAction[]): readonly MenuSection[] {
  const groups = new Map<string, MenuAction[]>();
  for (const action of actions) {
    const name = together[action.group] ?? action.group;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [action]);
    else group.push(action);
  }
  const sections: MenuSection[] = [];
  let closed: MenuEntry[] = [];
  const flush = (): void => {
    if (closed.length > 0) sections.push(closed);
    closed = [];
  };
  for (const [group, members] of groups) {
    if (actions.length <= short || open.has(group)) {
      flush();
      sections.push(members.map((action) => ({ action })));
    } else if (members.length === 1) closed.push(...members.map((action) => ({ action })));
    else closed.push({ group, actions: members });
  }
  flush();
  return sections;
}
