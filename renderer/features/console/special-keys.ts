/** A key by its symbol of X11 and its place on a keyboard (KeyboardEvent.code). */
export interface Key {
  readonly symbol: number;
  readonly code: string;
}

const control: Key = { symbol: 0xffe3, code: 'ControlLeft' };
const alt: Key = { symbol: 0xffe9, code: 'AltLeft' };
const system: Key = { symbol: 0xffeb, code: 'MetaLeft' };
const functionKey = (n: number): Key => ({ symbol: 0xffbe + n - 1, code: `F${n}` });

/** Keys that a browser, a window or the system would catch, by their name on them: it is the same in all languages of the page. */
export const specialKeys: readonly (readonly [name: string, keys: readonly Key[]])[] = [
  ['Ctrl+Alt+Del', [control, alt, { symbol: 0xffff, code: 'Delete' }]],
  ['Ctrl+Alt+Backspace', [control, alt, { symbol: 0xff08, code: 'Backspace' }]],
  ['Ctrl+Esc', [control, { symbol: 0xff1b, code: 'Escape' }]],
  ['Esc', [{ symbol: 0xff1b, code: 'Escape' }]],
  ['Alt+Tab', [alt, { symbol: 0xff09, code: 'Tab' }]],
  ['Alt+F4', [alt, functionKey(4)]],
  ['Win', [system]],
  ['Win+R', [system, { symbol: 0x72, code: 'KeyR' }]],
  ['Win+L', [system, { symbol: 0x6c, code: 'KeyL' }]],
  ['Ctrl+W', [control, { symbol: 0x77, code: 'KeyW' }]],
  ['Print', [{ symbol: 0xff61, code: 'PrintScreen' }]],
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => [`Ctrl+Alt+F${n}`, [control, alt, functionKey(n)]] as const),
];

/** All down in their order, then up in the other. */
export function strokes(keys: readonly Key[]): readonly (Key & { readonly down: boolean })[] {
  return [
    ...keys.map((key) => ({ ...key, down: true })),
    ...keys.toReversed().map((key) => ({ ...key, down: false })),
  ];
}
