// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import { useDialogs } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { FakeCore } from '../../testing/fake-core.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';
import { aRow, aServer, serverId, vmRef } from '../../testing/objects.ts';
import { anOffer } from '../../testing/offers.ts';
import { renderPart, type RenderedPart } from '../../testing/render-part.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { ObjectAlerts } from './object-alerts.tsx';

const berlin = serverId('Berlin');
const dublin = serverId('Dublin');
const alertRef = (name: string): Ref => makeRef('Alarm', name);

function anAlert(name: string, minute: number, alert: Partial<Alert> = {}): Alert {
  return {
    ref: alertRef(name),
    severity: 'warning',
    title: name,
    name: name.toUpperCase(),
    time: Date.UTC(2026, 5, 1, 12, minute),
    target: vmRef('web-01'),
    targetName: 'web-01',
    ...alert,
  };
}

const usage = anAlert('Memory usage', 1, { severity: 'critical', text: '97 % of 16 GiB' });
const license = anAlert('License', 2, { targetName: 'gone-01', target: vmRef('gone-01') });
const updates = anAlert('Logged in', 3, { severity: 'info' });
const fan = anAlert('Fan failed', 4, {
  severity: 'major',
  acknowledged: { by: 'ops', time: Date.UTC(2026, 5, 1, 13) },
});

interface Shown extends RenderedPart {
  readonly alerts: FakeFeed<'alerts'>;
}

async function show(core = new FakeCore()): Promise<Shown> {
  core.estate
    .server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')])
    .server(aServer('Dublin'), [aRow('web-01')]);
  const alerts = core.feed('alerts', { connection: berlin });
  for (const alert of [usage, license, updates]) alerts.put(alert.ref, alert);
  core.feed('alerts', { connection: dublin }).put(fan.ref, fan);
  return { ...(await renderPart(<AlertPanel title="" />, { core })), alerts };
}

/** What can be done to one alert, and to several. */
function withOffers(core = new FakeCore()): FakeCore {
  core
    .feed('offers')
    .put('', [
      anOffer({ id: 'alert.acknowledge', label: 'Acknowledge' }),
      anOffer({ id: 'rename', label: 'Rename' }),
    ]);
  const common: CommonOffer = {
    ...anOffer({ id: 'alert.acknowledge', label: 'Acknowledge' }),
    runnable: 2,
    done: 0,
    refused: 0,
  };
  core.answer('operations.common', () => [common]);
  core.answer('operations.run', () => ({ task: null }));
  return core;
}

const table = (name = 'Alerts'): HTMLElement => screen.getByRole('grid', { name });
const rows = (): HTMLElement[] =>
  within(table())
    .getAllByRole('row')
    .filter((row) => within(row).queryAllByRole('gridcell').length > 0);
const titles = (): string[] =>
  rows().map((row) => within(row).getAllByRole('gridcell')[1]?.textContent ?? '');
const row = (name: RegExp): HTMLElement => screen.getByRole('row', { name });

describe('the panel of alerts', () => {
  it('shows what servers want to be known, the newest first, but for mere information', async () => {
    await show();
    expect(titles()).toEqual(['Fan failed', 'License', 'Memory usage']);
    expect(row(/Memory usage/)).toHaveTextContent(/Critical.*web-01.*Berlin.*97 % of 16 GiB/);
    expect(row(/Fan failed/)).toHaveTextContent('Acknowledged by ops.');
    // As many as the status bar counts; what else there is is called what it is.
    expect(screen.getByText('2 alerts · 1 acknowledged · 1 not shown')).toBeVisible();
  });

  it('follows them', async () => {
    const { alerts, settle } = await show();
    alerts.remove(license.ref);
    alerts.put(usage.ref, { ...usage, acknowledged: { by: 'root' } });
    await settle();
    expect(titles()).toEqual(['Fan failed', 'Memory usage']);
    expect(row(/Memory usage/)).toHaveTextContent('Acknowledged by root.');
  });

  it('says where there are none', async () => {
    await renderPart(<AlertPanel title="" />);
    expect(screen.getByText('No alerts')).toBeVisible();
  });

  it('leads to the object', async () => {
    const { user } = await show();
    await user.click(within(row(/Memory usage/)).getByRole('button', { name: 'web-01' }));
    expect(useWorkspace.getState().current).toBe(`${berlin}/${vmRef('web-01')}`);
  });

  it('shows those of some severities, of one server, and with some words', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Information', pressed: false }));
    expect(titles()).toContain('Logged in');
    expect(screen.getByText('2 alerts · 1 acknowledged · 1 for information')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Warning', pressed: true }));
    expect(titles()).not.toContain('License');
    await user.click(screen.getByRole('combobox', { name: 'Alerts of which server' }));
    await user.click(await screen.findByRole('option', { name: 'Berlin' }));
    expect(titles()).toEqual(['Logged in', 'Memory usage']);
    await user.type(screen.getByRole('searchbox', { name: 'Search alerts' }), '97');
    expect(titles()).toEqual(['Memory usage']);
  });

  it('leads back to all where the filter leaves none', async () => {
    const { user } = await show();
    await user.type(screen.getByRole('searchbox', { name: 'Search alerts' }), 'nowhere');
    expect(screen.getByText('No alert passes this filter')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all alerts' }));
    expect(titles()).toHaveLength(4);
  });

  it('does not hide everything for a server that was removed', async () => {
    const { user, core, settle } = await show();
    await user.click(screen.getByRole('combobox', { name: 'Alerts of which server' }));
    await user.click(await screen.findByRole('option', { name: 'Dublin' }));
    core.estate.connections.remove(dublin);
    await settle();
    expect(titles()).toEqual(['License', 'Memory usage']);
  });
});

describe('what can be done with alerts', () => {
  const tools = (): HTMLElement => screen.getByRole('toolbar', { name: 'Actions on the alerts' });

  it('is offered for those that are selected, and nothing that is not about alerts', async () => {
    const { user, settle } = await show(withOffers());
    expect(screen.queryByRole('toolbar', { name: 'Actions on the alerts' })).toBeNull();
    await user.click(within(row(/Memory usage/)).getByText('Memory usage'));
    await settle();
    expect(tools()).toHaveTextContent('1 selected');
    expect(within(tools()).queryByRole('button', { name: /Rename/ })).toBeNull();
    await user.click(within(tools()).getByRole('button', { name: 'Clear the selection' }));
    expect(screen.queryByRole('toolbar', { name: 'Actions on the alerts' })).toBeNull();
  });

  it('acknowledges one by its button, and by Delete', async () => {
    const { user, core, settle } = await show(withOffers());
    await user.click(within(row(/Memory usage/)).getByText('Memory usage'));
    await settle();
    await user.click(within(tools()).getByRole('button', { name: /^Acknowledge/ }));
    table().focus();
    await user.keyboard('{Delete}');
    await settle();
    const request = { connection: berlin, ref: usage.ref, operation: 'alert.acknowledge' };
    expect(core.asked('operations.run')).toEqual([
      { ...request, inputs: {} },
      { ...request, inputs: {} },
    ]);
  });

  it('acknowledges several together', async () => {
    const { user } = await show(withOffers());
    await user.click(within(row(/Memory usage/)).getByText('Memory usage'));
    await user.keyboard('{Control>}');
    await user.click(within(row(/License/)).getByText('License'));
    await user.keyboard('{/Control}');
    await user.click(await within(tools()).findByRole('button', { name: /^Acknowledge/ }));
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'bulk',
      target: { count: 2 },
      offer: { id: 'alert.acknowledge' },
    });
  });

  it('shows one whole by Enter, to be copied', async () => {
    const { user } = await show();
    table().focus();
    await user.keyboard('{Enter}');
    expect(useDialogs.getState().dialog).toMatchObject({
      kind: 'text',
      title: 'Fan failed',
      text: expect.stringMatching(/Severity: Major\n.*Server: Dublin\n.*Acknowledged: ops, /s),
    });
  });

  it('stands in the menu of a line; where its object is not known, that is said', async () => {
    const { user } = await show(withOffers());
    await user.pointer({
      keys: '[MouseRight]',
      target: within(row(/License/)).getByText('License'),
    });
    const menu = await screen.findByRole('menu', { name: 'Actions on the alerts' });
    await user.click(within(menu).getByRole('menuitem', { name: /^Details/ }));
    expect(useDialogs.getState().dialog).toMatchObject({ kind: 'text', title: 'License' });
  });

  it('is not done to what has left the list', async () => {
    const { user, alerts, settle } = await show(withOffers());
    await user.click(within(row(/Memory usage/)).getByText('Memory usage'));
    await settle();
    expect(tools()).toHaveTextContent('1 selected');
    alerts.remove(usage.ref);
    await settle();
    expect(titles()).toEqual(['Fan failed', 'License']);
    expect(screen.queryByRole('toolbar', { name: 'Actions on the alerts' })).toBeNull();
  });
});

describe('the alerts of one object', () => {
  it('are its own alone', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin'), [aRow('web-01'), aRow('db-01')]);
    const alerts = core.feed('alerts', { connection: berlin });
    alerts.put(usage.ref, usage);
    const other = anAlert('Disk', 5, { target: vmRef('db-01'), targetName: 'db-01' });
    alerts.put(other.ref, other);
    await renderPart(<ObjectAlerts address={{ connection: berlin, ref: vmRef('db-01') }} />, {
      core,
    });
    const lines = within(table('Alerts of this object')).getAllByRole('row');
    expect(lines.some((one) => one.textContent.includes('Disk'))).toBe(true);
    expect(lines.some((one) => one.textContent.includes('Memory usage'))).toBe(false);
  });
});
