import { describe, expect, it } from 'vitest';
import type { MenuAction } from './menu-action.ts';
import { menuSections } from './menu-sections.ts';

function actions(...groups: readonly string[]): readonly MenuAction[] {
  return groups.map((group, index) => ({
    id: `${group}.${index}`,
    label: group,
    group,
    run: () => undefined,
  }));
}

function shape(list: readonly MenuAction[]): readonly (readonly string[])[] {
  return menuSections(list).map((section) =>
    section.map((entry) =>
      'action' in entry ? entry.action.label : `${entry.group}>${entry.actions.length}`,
    ),
  );
}

describe('the sections of a menu', () => {
  it('are the groups, where there are few actions', () => {
    expect(shape(actions('power', 'power', 'guest', 'edit', 'copy'))).toEqual([
      ['power', 'power', 'guest'],
      ['edit'],
      ['copy'],
    ]);
  });

  it('hide groups of several in menus of their own where there are many, but for the daily ones', () => {
    const many = actions(
      ...'power power guest edit edit snapshot disk disk disk delete copy copy'.split(' '),
    );
    expect(shape(many)).toEqual([
      ['power', 'power', 'guest'],
      ['edit>2', 'snapshot', 'disk>3'],
      ['delete'],
      ['copy>2'],
    ]);
  });

  it('keep every action, whatever the order', () => {
    const mixed = actions('a', 'power', 'b', 'a', 'b', 'c', 'guest', 'd', 'e', 'f', 'a', 'b');
    const kept = menuSections(mixed)
      .flat()
      .flatMap((entry) => ('action' in entry ? [entry.action] : entry.actions));
    expect(new Set(kept)).toEqual(new Set(mixed));
  });
});
