// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Wish } from '#shared/model/wish.ts';
import { copyLinkAction, openLinkAction } from '../actions/open-link.ts';
import { useNotices } from '../state/notices.ts';
import { nodeKey } from '../state/tree/flat-node.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { aRow, aServer, serverId, vmRef } from '../testing/objects.ts';
import { renderPart } from '../testing/render-part.tsx';
import { Wishes } from './wishes.tsx';

const berlin = serverId('Berlin');
const web = nodeKey(berlin, vmRef('web-1'));

function estate(): FakeCore {
  const core = new FakeCore();
  core.estate.server(aServer('Berlin'), [aRow('web-1'), aRow('twin'), aRow('sql')]);
  core.estate.server(aServer('Paris', { state: 'offline' }), [aRow('twin')]);
  core.answer('wishes.take', () => true);
  core.answer('connections.open', () => undefined);
  return core;
}

async function wish(given: Wish, core = estate()): Promise<FakeCore> {
  core.feed('wishes', {}).put('1', given).ready();
  const { settle } = await renderPart(<Wishes />, { core });
  await settle();
  return core;
}

const problems = (): readonly unknown[] =>
  useNotices.getState().list.map(({ error }) => error?.message);

describe('what was asked for at the start', () => {
  it('is an object by its link', async () => {
    await wish({ select: 'moref://berlin.example.org/VirtualMachine:web-1' });
    expect(useWorkspace.getState().current).toBe(web);
  });

  it('is an object by its name, or a list where several are called so', async () => {
    await wish({ select: 'web-1' });
    expect(useWorkspace.getState().current).toBe(web);
  });

  it('is a list where several are called so', async () => {
    await wish({ select: 'twin' });
    expect(useWorkspace.getState().search).toBe('name="twin"');
  });

  it('is a search, and a server to connect to', async () => {
    const core = await wish({ search: 'power:on', connect: 'paris' });
    expect(useWorkspace.getState().search).toBe('power:on');
    expect(core.asked('connections.open')).toMatchObject([{ id: serverId('Paris') }]);
  });

  it('is said not to be known where no server is called so', async () => {
    await wish({ select: 'moref://rome/VM:1', connect: 'oslo' });
    expect(problems()).toContainEqual(expect.stringContaining('“rome”'));
    expect(problems()).toContainEqual(expect.stringContaining('“oslo”'));
    expect(useWorkspace.getState().current).toBeNull();
  });

  it('is said to be looked for while servers load, until it is there or given up', async () => {
    const core = estate();
    core.estate.server(aServer('Berlin', { state: 'syncing' }));
    core.feed('wishes', {}).put('1', { select: 'mail' }).ready();
    const { settle, user } = await renderPart(<Wishes />, { core });
    await settle();
    expect(screen.getByRole('status')).toHaveTextContent('Looking for “mail”');
    core.estate.server(aServer('Berlin'));
    await settle();
    expect(screen.getByRole('status')).toHaveTextContent('Nothing is called “mail”');
    core.estate.server(aServer('Berlin', { state: 'syncing' }));
    await settle();
    await user.click(screen.getByRole('button', { name: 'Stop looking' }));
    expect(screen.queryByRole('status')).toBeNull();
    core.estate.put(berlin, aRow('mail'));
    await settle();
    expect(useWorkspace.getState().current).toBeNull();
  });

  it('is left to the page that took it', async () => {
    const core = estate();
    core.answer('wishes.take', () => false);
    await wish({ search: 'power:on' }, core);
    expect(useWorkspace.getState().search).toBeNull();
  });
});

describe('a link', () => {
  it('is copied of an object, and opens it again', async () => {
    const { user } = await renderPart(<p>page</p>, { core: estate() });
    void user;
    act(() => copyLinkAction(berlin, vmRef('web-1')).run());
    const text = await navigator.clipboard.readText();
    expect(text).toBe('moref://berlin.example.org/VirtualMachine:web-1');
    act(() => openLinkAction(text)?.run());
    expect(useWorkspace.getState().current).toBe(web);
    expect(openLinkAction('web-1')).toBeUndefined();
  });
});
