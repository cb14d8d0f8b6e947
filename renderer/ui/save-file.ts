/** Saves a file where the browser puts what is downloaded, or where the user says. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Text as the content of a file. */
export function textFile(type: 'text/csv' | 'application/json', text: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
}
