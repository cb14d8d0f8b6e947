import { appActions } from '../../actions/app-actions.ts';
import { operationShortcuts } from '../../actions/operation-action.ts';
import { t, type MessageKey } from '../../i18n/translate.ts';

type PlainKey = Exclude<Extract<MessageKey, `shortcuts.${string}`>, `shortcuts.on.${string}`>;

/** Keys, two spaces apart, and what they do. */
export type KeyLine = readonly [string, string];

/** From the actions' own definition; several keys of one meaning share a line. */
function everywhere(): readonly KeyLine[] {
  const byLabel = new Map<string, string>();
  for (const { label, shortcut } of appActions()) {
    if (shortcut === undefined) continue;
    const known = byLabel.get(label);
    byLabel.set(label, known === undefined ? shortcut : `${known}  ${shortcut}`);
  }
  return [
    ...[...byLabel].map(([label, keys]): KeyLine => [keys, label]),
    ['Esc', t('shortcuts.escape')],
  ];
}

function onSelection(): readonly KeyLine[] {
  return Object.entries(operationShortcuts).map(
    ([id, keys]): KeyLine => [keys, t(`shortcuts.on.${id as keyof typeof operationShortcuts}`)],
  );
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
    { title: t('shortcuts.everywhere'), keys: everywhere() },
    { title: t('shortcuts.selection'), keys: onSelection() },
    { title: t('shortcuts.tree'), keys: named(inTree) },
    { title: t('shortcuts.task'), keys: named(inTasks) },
  ];
}
