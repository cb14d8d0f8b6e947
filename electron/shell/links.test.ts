import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { Wish } from '#shared/model/wish.ts';
import { takeLinks, type LinksOptions } from './links.ts';

function start(argv: readonly string[], isPackaged = true) {
  const events = new EventEmitter();
  const setAsDefaultProtocolClient = vi.fn(() => true);
  const app = Object.assign(events, { isPackaged, setAsDefaultProtocolClient });
  const wishes: Wish[] = [];
  const wish = (one: Wish): void => void wishes.push(one);
  takeLinks({ app: app as unknown as LinksOptions['app'], wish, argv });
  return { events, wishes, setAsDefaultProtocolClient };
}

describe('links of the system', () => {
  it('are shown when Moref was started by one', () => {
    const { wishes, setAsDefaultProtocolClient } = start(['/opt/Moref', 'moref://vc/VM:1']);
    expect(wishes).toEqual([{ select: 'moref://vc/VM:1' }]);
    expect(setAsDefaultProtocolClient).toHaveBeenCalledWith('moref');
  });

  it('are shown by the Moref that runs, however the system tells of them', () => {
    const { events, wishes } = start(['/opt/Moref']);
    events.emit('second-instance', {}, ['/opt/Moref', 'moref://vc/VM:2']);
    events.emit('second-instance', {}, ['/opt/Moref', '--search', 'power:on']);
    events.emit('second-instance', {}, ['/opt/Moref', '--vms', 'many']);
    const event = { preventDefault: vi.fn() };
    events.emit('open-url', event, 'moref://vc/VM:3');
    expect(event.preventDefault).toHaveBeenCalled();
    expect(wishes).toEqual([
      { select: 'moref://vc/VM:2' },
      { search: 'power:on' },
      { select: 'moref://vc/VM:3' },
    ]);
  });

  it('are left to others where Moref runs from its sources', () => {
    expect(start(['electron', '.'], false).setAsDefaultProtocolClient).not.toHaveBeenCalled();
  });
});
