import { describe, expect, it } from 'vitest';
import type { FlatNode, NodeKey } from '../../state/tree/flat-node.ts';
import { treeMove, typeAhead } from './tree-keys.ts';

/** `-` is a leaf, `+` is closed, `v` is open; indentation is depth. */
function tree(text: string): readonly FlatNode[] {
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      const [, space = '', sign, name] =
        /^(\s*)([-+v]) (.*)$/.exec(line.replace(/^ {4}/, '')) ?? [];
      return {
        key: name as NodeKey,
        connection: 'vc',
        ref: index === 0 ? null : name,
        depth: space.length / 2,
        position: 1,
        siblings: 1,
        expandable: sign !== '-',
        expanded: sign === 'v',
      } as FlatNode;
    });
}

const flat = tree(`v one
      v dc
        + esx-1
        v esx-2
          - sql
        - web
    + two`);

const press = (at: number, key: string) => {
  const move = treeMove(flat, at, key, 3);
  if (move === undefined) return undefined;
  return move.do === 'expand-siblings' ? move.indexes : `${move.do} ${flat[move.index]?.key}`;
};

describe('keys in the tree', () => {
  it('move by lines, pages and to the ends, and stop there', () => {
    expect(press(0, 'ArrowDown')).toBe('go dc');
    expect(press(0, 'ArrowUp')).toBe('go one');
    expect(press(1, 'PageDown')).toBe('go sql');
    expect(press(5, 'PageDown')).toBe('go two');
    expect(press(4, 'Home')).toBe('go one');
    expect(press(0, 'End')).toBe('go two');
    expect(press(-1, 'ArrowDown')).toBe('go one');
  });

  it('open, close, and go in and out', () => {
    expect(press(2, 'ArrowRight')).toBe('expand esx-1');
    expect(press(3, 'ArrowRight')).toBe('go sql');
    expect(press(4, 'ArrowRight')).toBeUndefined();
    expect(press(3, 'ArrowLeft')).toBe('collapse esx-2');
    expect(press(4, 'ArrowLeft')).toBe('go esx-2');
    expect(press(5, 'ArrowLeft')).toBe('go dc');
    expect(press(6, 'ArrowLeft')).toBeUndefined();
    expect(press(4, 'x')).toBeUndefined();
  });

  it('open all siblings', () => {
    expect(press(5, '*')).toEqual([2, 3, 5]);
    expect(press(6, '*')).toEqual([0, 6]);
  });

  it('find the next name that begins so, around the end', () => {
    const find = (at: number, text: string) => {
      const index = typeAhead(flat, at, text, (node) => String(node.key));
      return index === undefined ? undefined : flat[index]?.key;
    };
    expect(find(2, 'e')).toBe('esx-2');
    expect(find(3, 'e')).toBe('esx-1');
    expect(find(2, 'es')).toBe('esx-1');
    expect(find(6, 'SQL')).toBe('sql');
    expect(find(0, 'nope')).toBeUndefined();
  });
});
