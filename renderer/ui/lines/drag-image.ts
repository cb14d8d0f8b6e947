/** Shows a text beside the pointer while something is dragged, instead of the line that the drag began on. */
export function showDragImage(transfer: DataTransfer, text: string): void {
  const image = document.createElement('div');
  image.className = 'drag-image';
  image.textContent = text;
  document.body.append(image);
  transfer.setDragImage(image, -8, -8);
  // The browser has taken its picture once the event is over.
  setTimeout(() => image.remove(), 0);
}
