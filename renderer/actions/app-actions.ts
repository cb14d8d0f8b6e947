import { languageIds, languages, type LanguageChoice } from '#shared/i18n/language.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { t, type MessageKey } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { togglePanel } from '../state/workspace/lower-panel.ts';
import { travel } from '../state/workspace/tabs.ts';
import { addressesOf } from '../state/selection/selection.ts';
import { useWorkspace, type ThemeChoice } from '../state/workspace/workspace.ts';
import type { IconName } from '../ui/icons/icon-paths.ts';
import type { Action } from './action.ts';
import { withKeys } from './bindings.ts';
import { compareAction } from './compare.ts';
import { exploreAnyActions } from './explore.ts';
import { goActions } from './go-actions.ts';
import { tabActions } from './tab-actions.ts';
import { treeActions } from './tree-actions.ts';
import { windowActions } from './window-actions.ts';

/** The themes there are to choose from, with their icons. */
export const themes: readonly { readonly theme: ThemeChoice; readonly icon: IconName }[] = [
  { theme: 'system', icon: 'system' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

/** The languages there are to choose from; each calls itself by its own name. */
export function languageChoices(): readonly {
  readonly value: LanguageChoice;
  readonly label: string;
  readonly lang?: string;
}[] {
  return [
    { value: 'system', label: t('language.system') },
    ...languageIds.map((id) => ({ value: id, label: languages[id].name, lang: id })),
  ];
}

/** What concerns no object. Order is that of the shortcut sheet. */
export function appActions(): readonly Action[] {
  return withKeys(usualAppActions());
}

/** With the keys that they have until the user changes them. */
export function usualAppActions(): readonly Action[] {
  return [
    action('app.palette', 'palette.open', 'command', 'Ctrl+K', () =>
      showDialog({ kind: 'palette' }),
    ),
    action('app.find', 'shortcuts.filter', 'search', 'Ctrl+F', find),
    { ...action('app.find.slash', 'shortcuts.filter', 'search', '/', find), group: 'alias' },
    ...workspaceActions(),
    compareAction(addressesOf(useWorkspace.getState().selected)),
    action('app.export', 'estate.open', 'download', undefined, () =>
      showDialog({ kind: 'export-estate' }),
    ),
    action('server.add', 'server.add', 'add', undefined, () => showDialog({ kind: 'server' })),
    ...themes.map(
      ({ theme, icon }): Action => ({
        id: `theme.${theme}`,
        label: `${t('theme.label')}: ${t(`theme.${theme}`)}`,
        group: 'app',
        icon,
        run: () => useWorkspace.getState().set({ theme }),
      }),
    ),
    ...languageChoices().map(
      ({ value, label }): Action => ({
        id: `language.${value}`,
        label: `${t('language.label')}: ${label}`,
        group: 'app',
        icon: 'globe',
        run: () => useWorkspace.getState().set({ language: value }),
      }),
    ),
    ...exploreAnyActions(),
    action('app.shortcuts', 'shortcuts.open', 'help', '?', () => showDialog({ kind: 'shortcuts' })),
  ];
}

/** The way to what was and what is elsewhere. */
function workspaceActions(): readonly Action[] {
  return [
    action('app.back', 'app.back', 'back', 'Alt+←', () => travel('back')),
    action('app.forward', 'app.forward', 'chevron', 'Alt+→', () => travel('forward')),
    action('app.tasks', 'shortcuts.tasks', 'panel', 'Ctrl+`', () => togglePanel('tasks')),
    ...treeActions(),
    ...tabActions(),
    ...windowActions(),
    ...goActions(),
  ];
}

type PlainKey = Extract<
  MessageKey,
  | 'palette.open'
  | 'compare.open'
  | 'estate.open'
  | 'app.back'
  | 'app.forward'
  | 'server.add'
  | `shortcuts.${string}`
>;

function action(
  id: string,
  label: PlainKey,
  icon: IconName,
  shortcut: string | undefined,
  run: () => void,
): Action {
  return {
    id,
    label: t(label),
    group: 'app',
    icon,
    ...onlyDefined({ shortcut }),
    run,
  };
}

/** The tree has the field; it listens for this. */
function find(): void {
  window.dispatchEvent(new Event('moref:find'));
}
