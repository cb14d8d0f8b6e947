import type { ReactElement } from 'react';
import type { ConsoleView } from '#shared/model/console.ts';
import { nodeKey } from '../../state/tree/flat-node.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { openConsoleWindow } from '../../actions/window-actions.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { isConsoleWindow } from '../../state/workspace/console-window.ts';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
import type { LineState } from './console-line.ts';
import { MenuButton } from './menu-button.tsx';
import { copyPicture, savePicture } from './picture.ts';
import type { Screen } from './screen.ts';
import { specialKeys, strokes, type Key } from './special-keys.ts';
import type { FullScreen } from './use-full-screen.ts';
import type { TypingControl } from './use-typing.ts';

export interface ConsoleBarProps {
  readonly address: ObjectAddress;
  readonly name: string;
  readonly view: ConsoleView;
  readonly state: LineState;
  readonly screen: Screen | null;
  readonly typing: TypingControl;
  readonly fit: boolean;
  readonly setFit: (fit: boolean) => void;
  readonly fullScreen: FullScreen;
  readonly onClose: () => void;
}

/** Above a console: how it stands, and what can be done with it. */
export function ConsoleBar(props: ConsoleBarProps): ReactElement {
  return (
    <div className="console-bar" role="toolbar" aria-label={t('console.page.actions')}>
      <StateText {...props} />
      <MenuButton
        label={t('console.page.keys')}
        icon="command"
        actions={keyActions(props)}
        disabled={props.screen === null}
      />
      <MenuButton
        label={t('console.page.picture')}
        icon="snapshot"
        actions={pictureActions(props)}
        disabled={props.screen === null}
      />
      {viewActions(props).map((action) => (
        <ActionButton key={action.id} action={action} />
      ))}
    </div>
  );
}

/** How it stands, in few words. */
function StateText({ view, state, typing }: ConsoleBarProps): ReactElement {
  const words = ((): string => {
    if (state.kind !== 'live') return '';
    if (view.viewOnly !== undefined) return inWords(view.viewOnly);
    return typing.typing === 'on' ? t('console.page.typing') : t('console.page.looking');
  })();
  return (
    <span className="console-state" role="status">
      {state.kind === 'live' && (
        <strong translate="no">
          {state.followed ? t('console.page.followed', { host: state.host }) : state.host}
        </strong>
      )}{' '}
      {words}
    </span>
  );
}

/** Why nothing can be sent now. */
function notSent({ view, screen, typing }: ConsoleBarProps): Pick<MenuAction, 'refused'> {
  if (screen === null) return { refused: t('console.page.notLive') };
  if (view.viewOnly !== undefined) return { refused: inWords(view.viewOnly) };
  return typing.typing === 'on' ? {} : { refused: t('console.page.notTyping') };
}

function keyActions(props: ConsoleBarProps): readonly MenuAction[] {
  return specialKeys.map(([name, keys]) => ({
    id: `key.${name}`,
    label: name,
    // One each: a group of many would open a menu of its own.
    group: `key.${name}`,
    ...notSent(props),
    run: () => press(props.screen, keys),
  }));
}

function press(screen: Screen | null, keys: readonly Key[]): void {
  for (const { symbol, code, down } of strokes(keys)) screen?.key(symbol, code, down);
  screen?.focus();
}

function pictureActions({ screen, name }: ConsoleBarProps): readonly MenuAction[] {
  return [
    {
      id: 'picture.save',
      label: t('console.page.picture.save'),
      group: 'picture',
      run: () => void savePicture(screen, name),
    },
    {
      id: 'picture.copy',
      label: t('console.page.picture.copy'),
      group: 'picture',
      run: () => void copyPicture(screen),
    },
  ];
}

function viewActions(props: ConsoleBarProps): readonly MenuAction[] {
  const { address, typing, fit, setFit, fullScreen, screen, onClose } = props;
  const act = (id: string, label: string, run: () => void, more: Partial<MenuAction> = {}) => ({
    id,
    label,
    group: 'console',
    run,
    ...more,
  });
  const types = typing.typing === 'on';
  return [
    act(
      'type',
      types ? t('console.page.release') : t('console.page.type'),
      () => (types ? typing.stop() : typing.start()),
      types ? {} : typeRefusal(props),
    ),
    act('fit', fit ? t('console.page.actualSize') : t('console.page.fit'), () => setFit(!fit), {
      ...(screen === null && { refused: t('console.page.notLive') }),
    }),
    act('full', fullScreen.on ? t('console.page.window') : t('console.page.full'), () =>
      fullScreen.toggle(),
    ),
    ...(isConsoleWindow()
      ? []
      : [
          act('window', t('console.page.ownWindow'), () =>
            openConsoleWindow(nodeKey(address.connection, address.ref)),
          ),
        ]),
    act('close', t('console.page.close'), onClose),
  ];
}

function typeRefusal(props: ConsoleBarProps): Pick<MenuAction, 'refused'> {
  const { view, screen } = props;
  if (screen === null) return { refused: t('console.page.notLive') };
  return view.viewOnly === undefined ? {} : { refused: inWords(view.viewOnly) };
}
