/** Saves text as a file where the browser puts what is downloaded, or where the user says. */
export function saveFile(
  name: string,
  type: 'text/csv' | 'application/json',
  parts: readonly string[],
): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
