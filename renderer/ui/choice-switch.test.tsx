// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { renderPart, type RenderedPart } from '../testing/render-part.tsx';
import { ChoiceSwitch, type Choice } from './choice-switch.tsx';

type Speech = 'en' | 'de';

const choices: readonly Choice<Speech>[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'de', label: 'Deutsch', lang: 'de' },
];

function Shown({ onChoose }: { readonly onChoose: (value: Speech) => void }): ReactElement {
  const [chosen, setChosen] = useState<Speech>('en');
  const choose = (value: Speech): void => {
    setChosen(value);
    onChoose(value);
  };
  return (
    <ChoiceSwitch
      label="Language"
      icon="globe"
      choices={choices}
      chosen={chosen}
      onChoose={choose}
    />
  );
}

interface ShownPart extends RenderedPart {
  readonly made: readonly Speech[];
}

async function show(): Promise<ShownPart> {
  const made: Speech[] = [];
  const part = await renderPart(<Shown onChoose={(value) => made.push(value)} />);
  return { ...part, made };
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const item = (name: string): HTMLElement => screen.getByRole('menuitemradio', { name });

describe('a switch between several', () => {
  it('says what is chosen, and offers all in their own language', async () => {
    const { user } = await show();
    expect(button('Language: English')).toHaveAttribute('aria-haspopup', 'menu');
    expect(screen.queryByRole('menu')).toBeNull();
    await user.click(button('Language: English'));
    expect(screen.getAllByRole('menuitemradio').map((one) => one.textContent)).toEqual([
      'English',
      'Deutsch',
    ]);
    expect(item('English')).toBeChecked();
    expect(item('Deutsch')).not.toBeChecked();
    expect(item('Deutsch')).toHaveAttribute('lang', 'de');
    expect(item('Deutsch')).toHaveAttribute('translate', 'no');
  });

  it('chooses by the mouse, closes, and says the new one', async () => {
    const { user, made } = await show();
    await user.click(button('Language: English'));
    await user.click(item('Deutsch'));
    expect(made).toEqual(['de']);
    expect(screen.queryByRole('menu')).toBeNull();
    await user.click(button('Language: Deutsch'));
    expect(item('Deutsch')).toBeChecked();
  });

  it('is worked by the keyboard from what is chosen', async () => {
    const { user, made } = await show();
    button('Language: English').focus();
    await user.keyboard('{Enter}');
    expect(item('English')).toHaveFocus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(made).toEqual(['de']);
    expect(button('Language: Deutsch')).toHaveFocus();
  });

  it('chooses nothing by Escape', async () => {
    const { user, made } = await show();
    await user.click(button('Language: English'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(made).toEqual([]);
    expect(button('Language: English')).toHaveFocus();
  });
});
