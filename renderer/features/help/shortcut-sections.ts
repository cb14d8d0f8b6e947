import { appActions, usualAppActions } from '../../actions/app-actions.ts';
import { operationKey, operationShortcuts } from '../../actions/operation-action.ts';
import { t, type MessageKey } from '../../i18n/translate.ts';

type PlainKey = Exclude<Extract<MessageKey, `shortcuts.${string}`>, `shortcuts.on.${string}`>;

/** A key that can be changed, and what it does. */
export interface Binding {
  readonly id: string;
  readonly label: string;
  /** Undefined where it has none now. */
  readonly shortcut: string | undefined;
  readonly usual: string | undefined;
}

/** Keys, two spaces apart, and what they do; where they can be changed, what each does. */
export type KeyLine = readonly [string, string, (readonly Binding[])?];

/** Every key that can be changed. */
export function bindings(): readonly Binding[] {
  return [...appBindings(), ...operationBindings()];
}

/** What else a key does; undefined for nothing. */
export function conflictOf(id: string, shortcut: string): Binding | undefined {
  return bindings().find((one) => one.id !== id && one.shortcut === shortcut);
}

function appBindings(): readonly Binding[] {
  const usual = new Map(usualAppActions().map(({ id, shortcut }) => [id, shortcut]));
  return appActions()
    .map(({ id, label, shortcut }) => ({ id, label, shortcut, usual: usual.get(id) }))
    .filter((one) => one.shortcut !== undefined || one.usual !== undefined);
}

function operationBindings(): readonly Binding[] {
  return (Object.keys(operationShortcuts) as (keyof typeof operationShortcuts)[]).map((id) => ({
    id,
    label: t(`shortcuts.on.${id}`),
    shortcut: operationKey(id),
    usual: operationShortcuts[id],
  }));
}

/** Several keys of one meaning share a line. */
function linesOf(all: readonly Binding[]): readonly KeyLine[] {
  const byLabel = new Map<string, Binding[]>();
  for (const one of all) byLabel.set(one.label, [...(byLabel.get(one.label) ?? []), one]);
  return [...byLabel].map(([label, own]): KeyLine => {
    const keys = own.map(({ shortcut }) => shortcut ?? t('shortcuts.none'));
    return [keys.join('  '), label, own];
  });
}

const inTree: readonly (readonly [string, PlainKey])[] = [
  ['↑  ↓', 'shortcuts.move'],
  ['→', 'shortcuts.expand'],
  ['←', 'shortcuts.collapse'],
  ['Home  End', 'shortcuts.ends'],
  ['PgUp  PgDn', 'shortcuts.pages'],
  ['*', 'shortcuts.siblings'],
  ['A … Z', 'shortcuts.type'],
  ['Shift+↑  Shift+↓', 'shortcuts.range'],
  ['Ctrl+↑  Ctrl+↓', 'shortcuts.moveOnly'],
  ['Space  Ctrl+Space', 'shortcuts.select'],
  ['Ctrl+A', 'shortcuts.all'],
  ['Shift+F10', 'shortcuts.menu'],
];

const inTasks: readonly (readonly [string, PlainKey])[] = [
  ['Enter', 'shortcuts.task.go'],
  ['Space', 'shortcuts.task.details'],
  ['Delete', 'shortcuts.task.cancel'],
  ['Ctrl+C', 'shortcuts.task.copy'],
  ['→  ←', 'shortcuts.task.run'],
];

const named = (lines: readonly (readonly [string, PlainKey])[]): readonly KeyLine[] =>
  lines.map(([keys, message]): KeyLine => [keys, t(message)]);

/** Keys that work in one place. */
export interface ShortcutSection {
  readonly title: string;
  readonly keys: readonly KeyLine[];
}

/** Every key of the program, by where it works. */
export function shortcutSections(): readonly ShortcutSection[] {
  return [
    {
      title: t('shortcuts.everywhere'),
      keys: [...linesOf(appBindings()), ['Esc', t('shortcuts.escape')]],
    },
    { title: t('shortcuts.selection'), keys: linesOf(operationBindings()) },
    { title: t('shortcuts.tree'), keys: named(inTree) },
    { title: t('shortcuts.task'), keys: named(inTasks) },
  ];
}
