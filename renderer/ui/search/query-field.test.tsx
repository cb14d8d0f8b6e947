// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { LiveValues } from '#shared/query/suggest.ts';
import { renderPart } from '../../testing/render-part.tsx';
import { QueryField, type QueryFieldProps } from './query-field.tsx';

type Values = QueryFieldProps['values'];

/** The field with the text that it has been given, as a list has it. */
function Field(props: Partial<QueryFieldProps> & { readonly first?: string }): ReactElement {
  const [value, setValue] = useState(props.first ?? '');
  return (
    <QueryField
      label="Search"
      clearLabel="Clear"
      values={() => Promise.resolve([])}
      {...props}
      value={value}
      onChange={setValue}
    />
  );
}

const field = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Search' });
const options = (): string[] =>
  within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map((option) => option.querySelector('.mono')?.textContent ?? '');

describe('the field for searches', () => {
  it('suggests fields for what was begun, and takes the one that the keyboard is on', async () => {
    const { user } = await renderPart(<Field />);
    await user.type(field(), 'po');
    expect(options()).toContain('power:');
    expect(field()).toHaveAttribute('aria-expanded', 'true');
    expect(field()).not.toHaveAttribute('aria-activedescendant');
    await user.keyboard('{ArrowDown}');
    const active = screen.getByRole('option', { selected: true });
    expect(field()).toHaveAttribute('aria-activedescendant', active.id);
    const chosen = active.querySelector('.mono')?.textContent ?? '';
    await user.keyboard('{Enter}');
    expect(field()).toHaveValue(chosen);
    expect(field()).toHaveFocus();
    expect(field().selectionStart).toBe(chosen.length);
  });

  it('suggests nothing for a single letter, until it is asked to', async () => {
    const { user } = await renderPart(<Field />);
    await user.type(field(), 'p');
    expect(screen.queryByRole('listbox')).toBeNull();
    await user.keyboard('{Control>} {/Control}');
    expect(options()).toContain('power:');
    expect(field()).toHaveValue('p');
  });

  it('suggests the values of a field, and takes one by a click', async () => {
    const { user } = await renderPart(<Field />);
    await user.type(field(), 'power:');
    expect(options()).toEqual(expect.arrayContaining(['on', 'off', 'suspended']));
    await user.click(screen.getByRole('option', { name: /^off/ }));
    expect(field()).toHaveValue('power:off ');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).toHaveFocus();
  });

  it('asks for the values that objects have now, once for what was typed in one go', async () => {
    const values = vi.fn<Values>(({ begins }: LiveValues) =>
      Promise.resolve(['fra-app-1', 'fra-app-2'].filter((name) => name.startsWith(begins))),
    );
    const { user } = await renderPart(<Field values={values} />);
    await user.click(field());
    await user.paste('host:fra-app');
    expect(await screen.findByRole('option', { name: /fra-app-2/ })).toBeVisible();
    expect(values.mock.lastCall?.[0]).toEqual({
      field: 'host',
      wants: 'values',
      begins: 'fra-app',
    });
    expect(values).toHaveBeenCalledTimes(1);
  });

  it('gives up on values that nobody waits for any more', async () => {
    const signals: AbortSignal[] = [];
    const values: Values = (_asked, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const { user } = await renderPart(<Field values={values} />);
    await user.click(field());
    await user.paste('host:f');
    await vi.waitFor(() => expect(signals).toHaveLength(1), { timeout: 60_000 });
    await user.type(field(), 'r');
    expect(signals[0]?.aborted).toBe(true);
  });

  it('closes its list by Escape without losing what was typed, and empties the field by the next', async () => {
    const { user } = await renderPart(<Field />);
    await user.type(field(), 'power:o');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).toHaveValue('power:o');
    await user.keyboard('{Escape}');
    expect(field()).toHaveValue('');
  });

  it('leaves Enter to whoever has the field where no suggestion is chosen', async () => {
    const pressed: string[] = [];
    const { user } = await renderPart(<Field onKeyDown={({ key }) => pressed.push(key)} />);
    await user.type(field(), 'po');
    await user.keyboard('{Enter}');
    expect(pressed).toContain('Enter');
    expect(field()).toHaveValue('po');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('goes around its list by the arrows, and past its ends back to what was typed', async () => {
    const { user } = await renderPart(<Field />);
    await user.type(field(), 'power:');
    const count = options().length;
    await user.keyboard('{ArrowUp}');
    expect(screen.getAllByRole('option').at(-1)).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}');
    expect(screen.queryByRole('option', { selected: true })).toBeNull();
    await user.keyboard('{ArrowDown}'.repeat(count));
    expect(screen.getAllByRole('option').at(-1)).toHaveAttribute('aria-selected', 'true');
  });

  it('is emptied by its button, and says that it is wrong to who cannot see it', async () => {
    const { user } = await renderPart(
      <>
        <Field first="cpu:(" problemId="why" />
        <p id="why">A bracket is missing.</p>
      </>,
    );
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription('A bracket is missing.');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(field()).toHaveValue('');
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('closes its list when the field is left', async () => {
    const { user } = await renderPart(
      <>
        <Field />
        <button type="button">Elsewhere</button>
      </>,
    );
    await user.type(field(), 'power:');
    expect(options().length).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).toHaveValue('power:');
  });
});
