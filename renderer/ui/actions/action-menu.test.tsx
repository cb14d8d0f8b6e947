// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { expect, it } from 'vitest';
import { renderPart } from '../../testing/render-part.tsx';
import { ActionMenu } from './action-menu.tsx';
import type { MenuAction } from './menu-action.ts';

const action = (id: string): MenuAction => ({
  id,
  label: id,
  group: 'power',
  run: () => undefined,
});

function Shown(): ReactElement {
  const [ids, setIds] = useState(['Start', 'Stop']);
  return (
    <>
      <button type="button" onClick={() => setIds(['Stop', 'Reset'])}>
        It runs
      </button>
      <ActionMenu
        label="Actions"
        actions={ids.map(action)}
        at={{ x: 0, y: 0 }}
        onClose={() => undefined}
      />
    </>
  );
}

it('the keyboard stays in the menu when what had the focus is no longer offered', async () => {
  await renderPart(<Shown />);
  expect(screen.getByRole('menuitem', { name: 'Start' })).toHaveFocus();
  act(() => screen.getByText('It runs').click());
  expect(screen.queryByRole('menuitem', { name: 'Start' })).toBeNull();
  expect(screen.getByRole('menuitem', { name: 'Stop' })).toHaveFocus();
});
