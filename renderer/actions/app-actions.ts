import { languageIds, languages, type LanguageChoice } from '#shared/i18n/language.ts';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { togglePanel } from '../state/workspace/lower-panel.ts';
import { travel } from '../state/workspace/tabs.ts';
import { addressesOf } from '../state/selection/selection.ts';
import { useWorkspace, type ThemeChoice } from '../state/workspace/workspace.ts';
import type { IconName } from '../ui/icons/icon-paths.ts';
import type { Action } from './action.ts';
import { appAction } from './app-action.ts';
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
    appAction('app.palette', t('palette.open'), 'command', 'Ctrl+K', () =>
      showDialog({ kind: 'palette' }),
    ),
    appAction('app.find', t('shortcuts.filter'), 'search', 'Ctrl+F', find),
    {
      ...appAction('app.find.slash', t('shortcuts.filter'), 'search', '/', find),
      group: 'alias',
    },
    ...workspaceActions(),
    compareAction(addressesOf(useWorkspace.getState().selected)),
    appAction('app.export', t('estate.open'), 'download', undefined, () =>
      showDialog({ kind: 'export-estate' }),
    ),
    appAction('server.add', t('server.add'), 'add', undefined, () =>
      showDialog({ kind: 'server' }),
    ),
    ...lookActions(),
    ...exploreAnyActions(),
    appAction('app.shortcuts', t('shortcuts.open'), 'help', '?', () =>
      showDialog({ kind: 'shortcuts' }),
    ),
  ];
}

/** The theme and the language. */
function lookActions(): readonly Action[] {
  return [
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
  ];
}

/** The way to what was and what is elsewhere. */
function workspaceActions(): readonly Action[] {
  return [
    appAction('app.back', t('app.back'), 'back', 'Alt+←', () => travel('back')),
    appAction('app.forward', t('app.forward'), 'chevron', 'Alt+→', () => travel('forward')),
    appAction('app.tasks', t('shortcuts.tasks'), 'panel', 'Ctrl+`', () => togglePanel('tasks')),
    ...treeActions(),
    ...tabActions(),
    ...windowActions(),
    ...goActions(),
  ];
}

/** The tree has the field; it listens for this. */
function find(): void {
  window.dispatchEvent(new Event('moref:find'));
}
