import { useRef, useState, type ReactElement } from 'react';
import type { ConsoleView } from '#shared/model/console.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { t } from '../../i18n/translate.ts';
import { leaveConsole } from '../../state/consoles.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { ConsoleBar } from './console-bar.tsx';
import { ConsoleOverlay } from './console-overlay.tsx';
import { useFullScreen } from './use-full-screen.ts';
import { useConsoleLine, type LoadScreen } from './use-console-line.ts';
import { useScreenEvents } from './use-screen-events.ts';
import { useTyping } from './use-typing.ts';

/** A console that somebody has asked for: open for as long as it is on screen. */
export function OpenConsole(props: {
  readonly address: ObjectAddress;
  readonly view: ConsoleView;
  readonly load: LoadScreen;
}): ReactElement {
  const { address, view } = props;
  const frame = useRef<HTMLDivElement>(null);
  const target = useRef<HTMLDivElement>(null);
  const console = useConsoleLine(address, view, target, props.load);
  const typing = useTyping(address, view, console);
  useScreenEvents(target, console, typing);
  const [fit, setFit] = useState(true);
  const fullScreen = useFullScreen(frame);
  const { screen, state } = console;
  if (screen !== null && screen.fit !== fit) screen.fit = fit;
  const name = visibleName(rowOf(address)?.name ?? address.ref);
  return (
    <div className="console" ref={frame}>
      <ConsoleBar
        {...{ address, name, view, state, screen, typing, fit, setFit, fullScreen }}
        onClose={() => leaveConsole(address)}
      />
      <div className="console-area">
        <div
          ref={target}
          role="application"
          aria-label={t('console.page.screen', { name })}
          // The keyboard goes to the picture only once somebody has clicked into it, or pressed Enter.
          tabIndex={typing.typing === 'on' || screen === null ? -1 : 0}
          className={typing.typing === 'on' ? 'console-screen console-typing' : 'console-screen'}
        />
        <ConsoleOverlay address={address} view={view} state={state} onRetry={console.retry} />
      </div>
      {typing.typing === 'asking' && (
        <Consent
          address={address}
          name={name}
          onAgree={() => typing.agree()}
          onCancel={() => typing.stop()}
        />
      )}
    </div>
  );
}

/** Typing into a server of production is asked for once a console. */
function Consent(props: {
  readonly address: ObjectAddress;
  readonly name: string;
  readonly onAgree: () => void;
  readonly onCancel: () => void;
}): ReactElement {
  const status = useConnection(props.address.connection);
  const server = status === undefined ? '' : serverName(status);
  return (
    <FormDialog
      title={t('console.page.consent.title', { name: props.name })}
      submit={t('console.page.consent.agree')}
      onSubmit={props.onAgree}
      onCancel={props.onCancel}
      width="xs"
      cautious
    >
      <p>{t('console.page.consent.text', { server })}</p>
    </FormDialog>
  );
}
