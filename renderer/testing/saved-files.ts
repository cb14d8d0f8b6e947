import { onTestFinished, vi } from 'vitest';

/** A file that the page gave to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** The files that the page gives to be saved during this test, as they come: a browser would ask where to. */
export function savedFiles(): readonly SavedFile[] {
  const files: SavedFile[] = [];
  const blobs = new Map<string, Blob>();
  const createObjectURL = (blob: Blob): string => {
    const address = `blob:${blobs.size}`;
    blobs.set(address, blob);
    return address;
  };
  Object.assign(URL, { createObjectURL, revokeObjectURL: () => undefined });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(
    this: HTMLAnchorElement,
  ) {
    const blob = blobs.get(this.getAttribute('href') ?? '');
    if (blob !== undefined) files.push({ name: this.download, blob });
  });
  onTestFinished(() => click.mockRestore());
  return files;
}
