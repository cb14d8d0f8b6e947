// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConsoleView } from '#shared/model/console.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import { aServer, serverId, vmRef } from '../../testing/objects.ts';
import { anOffer } from '../../testing/offers.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { ConsolePanel } from './console-panel.tsx';
import type { RfbChannel } from './rfb-channel.ts';
import type { OpenScreen, Screen, ScreenEvents } from './screen.ts';

const web = { connection: serverId('Berlin'), ref: vmRef('web-1') };
const ready: ConsoleView = { state: 'ready', generation: 'a', host: 'host-1' };

/** Screens that a test speaks for. */
class FakeScreens {
  readonly opened: { channel: RfbChannel; events: ScreenEvents; screen: Screen }[] = [];
  readonly keys: string[] = [];

  readonly load = (): Promise<OpenScreen> =>
    Promise.resolve((_target, channel, events) => {
      const screen: Screen = {
        viewOnly: true,
        fit: true,
        key: (_symbol, code, down) => {
          this.keys.push(`${down === true ? '+' : '-'}${code ?? ''}`);
        },
        focus: () => undefined,
        blur: () => undefined,
        picture: () => Promise.resolve(null),
        close: () => undefined,
      };
      this.opened.push({ channel, events, screen });
      return screen;
    });

  get last() {
    const last = this.opened.at(-1);
    if (last === undefined) throw new Error('No screen has been opened.');
    return last;
  }
}

async function show(view: ConsoleView, server = aServer('Berlin')) {
  const core = new FakeCore();
  core.estate.server(server);
  const feed = core.feed('console', web).put('', view);
  core.feed('offers', web).put('', [anOffer({ id: 'power.on', label: 'Power on' })]);
  const screens = new FakeScreens();
  const part = await renderPart(<ConsolePanel address={web} load={screens.load} />, { core });
  const open = async (): Promise<void> => {
    await part.user.click(screen.getByRole('button', { name: 'Open console' }));
    await part.settle();
  };
  const live = async (): Promise<void> => {
    screens.last.events.shown();
    await part.settle();
  };
  return { ...part, core, feed, screens, open, live };
}

const area = () => screen.getByRole('application');

describe('the console of a machine', () => {
  it('is opened by nobody but who asks for it', async () => {
    const { core, open, live } = await show(ready);
    expect(core.streams).toHaveLength(0);
    await open();
    expect(screen.getByText('Connecting…')).toBeVisible();
    await live();
    expect(screen.getByText(/View only/)).toBeVisible();
    expect(core.streams.at(-1)?.params).toEqual(web);
  });

  it('says why there is nothing to see, and what helps', async () => {
    const { feed, settle } = await show({ state: 'off', generation: '', helps: 'power.on' });
    expect(screen.getByText('The machine is powered off')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Power on' })).toBeVisible();
    feed.put('', { state: 'ready', generation: 'a', refused: 'No permission.' });
    await settle();
    expect(screen.getByText('No permission.')).toBeVisible();
  });

  it('takes keys once somebody has clicked into it, until Ctrl and Alt let go', async () => {
    const { user, screens, settle, open, live } = await show(ready);
    await open();
    await live();
    expect(screens.last.screen.viewOnly).toBe(true);
    await user.click(area());
    await settle();
    expect(screens.last.screen.viewOnly).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Keys' }));
    await user.click(screen.getByRole('menuitem', { name: 'Ctrl+Alt+Del' }));
    expect(screens.keys.slice(0, 3)).toEqual(['+ControlLeft', '+AltLeft', '+Delete']);
    area().focus();
    await user.keyboard('{Control>}{Alt>}{/Alt}{/Control}');
    await settle();
    expect(screens.last.screen.viewOnly).toBe(true);
  });

  it('is never typed into on a server that must not be changed', async () => {
    const { user, screens, settle, open, live } = await show({ ...ready, viewOnly: 'Read-only.' });
    await open();
    await live();
    await user.click(area());
    await settle();
    expect(screens.last.screen.viewOnly).toBe(true);
    expect(screen.getByText('Read-only.')).toBeVisible();
  });

  it('asks once before anything is typed into production', async () => {
    const berlin = aServer('Berlin');
    const { user, screens, settle, open, live } = await show(ready, {
      ...berlin,
      profile: { ...berlin.profile, environment: 'production' },
    });
    await open();
    await live();
    await user.click(area());
    await settle();
    expect(screens.last.screen.viewOnly).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Type' }));
    await settle();
    expect(screens.last.screen.viewOnly).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Let go' }));
    await user.click(area());
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screens.last.screen.viewOnly).toBe(false);
  });

  it('follows its machine, and ends with a reason', async () => {
    const { core, feed, screens, settle, open, live } = await show(ready);
    await open();
    await live();
    feed.put('', { state: 'off', generation: '' });
    await settle();
    expect(core.streams.at(0)?.closed).toBe(true);
    expect(screen.getByText('The machine is powered off')).toBeVisible();
    feed.put('', { ...ready, generation: 'b' });
    await settle();
    expect(core.streams).toHaveLength(2);
    await live();
    core.streams.at(1)?.end({ kind: 'conflict', message: 'In use by somebody.' });
    await settle();
    expect(screen.getByText('In use by somebody.')).toBeVisible();
    expect(screens.opened).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'Open again' })).toBeVisible();
  });
});
