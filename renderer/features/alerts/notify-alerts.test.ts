// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import { connectionId, objectKey, type Ref } from '#shared/model/reference.ts';
import { useDialogs } from '../../state/dialogs.ts';
import type { PageAlert } from '../../state/alerts/alerts.ts';
import { useNotices } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { notifiedFrom, notifyAlerts, setAlertNotify } from './notify-alerts.ts';

/** In place of the desktop's notifications, which no test can see. */
class StandIn extends EventTarget {
  static shown: StandIn[] = [];
  static permission: NotificationPermission = 'granted';
  static requestPermission(): Promise<NotificationPermission> {
    return Promise.resolve(StandIn.permission);
  }
  readonly title: string;
  readonly body: string | undefined;
  constructor(title: string, options?: NotificationOptions) {
    super();
    this.title = title;
    this.body = options?.body;
    StandIn.shown.push(this);
  }
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

const vc = connectionId('vc');
const anAlert = (name: string, more: Partial<Alert> = {}): PageAlert => {
  const ref = `Alarm:${name}` as Ref;
  const key = objectKey({ connection: vc, ref });
  const alert = { severity: 'critical', title: name, name, time: Date.now(), targetName: 'web-01' };
  return { ...alert, ref, key, connection: vc, ...more } as PageAlert;
};
const shown = (): string[] => StandIn.shown.map(({ title, body }) => `${title} | ${body ?? ''}`);

beforeEach(() => {
  StandIn.shown = [];
  StandIn.permission = 'granted';
  vi.stubGlobal('Notification', StandIn);
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  vi.spyOn(window, 'focus').mockReturnValue();
  useWorkspace.getState().set({ alertNotify: 'major' });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('new alerts of the wanted severities are told once, with what they go by', () => {
  const hot = anAlert('Hot', {
    measure: { value: 'CPU usage 97 %', threshold: 'threshold 90 %' },
  });
  notifyAlerts([hot]);
  notifyAlerts([hot]);
  notifyAlerts([
    anAlert('Small', { severity: 'warning' }),
    anAlert('Known', { acknowledged: { by: 'eve' } }),
    anAlert('Old', { time: Date.now() - 3_600_000 }),
  ]);
  expect(shown()).toEqual(['Hot | web-01\nCPU usage 97 %, threshold 90 %']);
  StandIn.shown[0]?.dispatchEvent(new Event('click'));
  expect(useDialogs.getState().dialog).toMatchObject({ kind: 'text', title: 'Hot' });
});

it('several at once are one notification', () => {
  notifyAlerts([anAlert('One'), anAlert('Two', { severity: 'major' })]);
  expect(shown()).toEqual(['2 new alerts | One: web-01\nTwo: web-01']);
});

it('nothing is told where nobody wants it, or who looks at the window', () => {
  useWorkspace.getState().set({ alertNotify: 'none' });
  notifyAlerts([anAlert('Three')]);
  useWorkspace.getState().set({ alertNotify: 'critical' });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  notifyAlerts([anAlert('Four')]);
  expect(shown()).toEqual([]);
});

it('it is turned on by consent alone', async () => {
  useWorkspace.getState().set({ alertNotify: 'none' });
  StandIn.permission = 'denied';
  await setAlertNotify('critical');
  expect(useWorkspace.getState().alertNotify).toBe('none');
  expect(useNotices.getState().list.at(-1)?.title).toMatch(/not allowed/);
  StandIn.permission = 'granted';
  await setAlertNotify('critical');
  expect(notifiedFrom(useWorkspace.getState().alertNotify)).toBe('critical');
  StandIn.permission = 'denied';
  expect(notifiedFrom('critical')).toBe('none');
});
