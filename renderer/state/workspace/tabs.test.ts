import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NodeKey } from '../tree/flat-node.ts';
import { visit, visitSearch } from './navigation.ts';
import {
  closeTab,
  moveTab,
  nextTab,
  openTab,
  pinTab,
  presentTabs,
  reopenTab,
  showTabAt,
  travel,
  viewOf,
} from './tabs.ts';
import { initialWorkspace, useWorkspace } from './workspace.ts';

const berlin = 'berlin' as NodeKey;
const paris = 'paris' as NodeKey;

beforeEach(() => useWorkspace.setState({ ...initialWorkspace, selected: new Set() }));

/** What the tabs show, that on screen in brackets. */
function shown(): string {
  const { tab } = useWorkspace.getState();
  return presentTabs()
    .map(({ id, pinned, view: { current, search } }) => {
      const name = `${pinned ? '!' : ''}${search ?? current ?? 'all'}`;
      return id === tab ? `[${name}]` : name;
    })
    .join(' ');
}
const idAt = (place: number): string => presentTabs()[place]?.id ?? '';

describe('tabs', () => {
  it('are opened beside the one on screen, and keep what they show', () => {
    visit(berlin);
    openTab(viewOf(paris));
    expect(shown()).toBe('berlin [paris]');
    visitSearch('power:on');
    showTabAt(0);
    expect(shown()).toBe('[berlin] power:on');
    openTab(viewOf(paris), { wait: true });
    expect(shown()).toBe('[berlin] paris power:on');
    nextTab(-1);
    expect(useWorkspace.getState().search).toBe('power:on');
  });

  it('have a way back each', () => {
    visit(berlin);
    visit(paris);
    openTab();
    travel('back');
    expect(shown()).toBe('paris [all]');
    showTabAt(0);
    travel('back');
    expect(shown()).toBe('[berlin] all');
    travel('forward');
    expect(shown()).toBe('[paris] all');
  });

  it('are closed and opened again, with their way back; there is always one', () => {
    visit(berlin);
    visit(paris);
    closeTab(idAt(0));
    expect(shown()).toBe('[all]');
    reopenTab();
    expect(shown()).toBe('all [paris]');
    travel('back');
    expect(shown()).toBe('all [berlin]');
  });

  it('stand first when they are pinned, and are moved among their like', () => {
    visit(berlin);
    openTab(viewOf(paris));
    pinTab(idAt(1), true);
    expect(shown()).toBe('[!paris] berlin');
    openTab();
    moveTab(idAt(2), 0);
    expect(shown()).toBe('!paris berlin [all]');
    moveTab(idAt(2), 1);
    expect(shown()).toBe('!paris [all] berlin');
  });

  it('are never without one that is on screen, whatever is done', () => {
    const anyStep = fc.constantFrom(
      'open',
      'close',
      'move',
      'pin',
      'next',
      'reopen',
      'visit',
      'back',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStep, fc.nat(5)), { maxLength: 30 }), (steps) => {
        useWorkspace.setState(initialWorkspace);
        for (const [step, at] of steps) {
          if (step === 'open') openTab(viewOf(berlin));
          if (step === 'close') closeTab(idAt(at));
          if (step === 'move') moveTab(idAt(at), at - 1);
          if (step === 'pin') pinTab(idAt(at), at % 2 === 0);
          if (step === 'next') nextTab(at - 2);
          if (step === 'reopen') reopenTab();
          if (step === 'visit') visit(at % 2 === 0 ? berlin : paris);
          if (step === 'back') travel('back');
          const { tabs, tab } = useWorkspace.getState();
          expect(tabs.map(({ id }) => id)).toContain(tab);
          expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
          const pinned = tabs.map((one) => one.pinned);
          expect(pinned).toEqual(pinned.toSorted((one, other) => Number(other) - Number(one)));
        }
      }),
    );
  });
});
