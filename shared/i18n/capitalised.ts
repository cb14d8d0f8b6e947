/** With a capital at its beginning: the rest of a sentence that stands by itself. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
