interface TreeElement<E> {
  readonly children: E[];
  text: string;
}

/** The elements that are open while a document is read; each goes into the one around it. */
export class ElementStack<E extends TreeElement<E>> {
  readonly #open: E[] = [];
  #root: E | undefined;

  /** The outermost. */
  get root(): E | undefined {
    return this.#root;
  }

  /** @returns how many are open now */
  open(element: E): number {
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    return this.#open.push(element);
  }

  addText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) {
      element.text += text;
    }
  }

  close(): void {
    this.#open.pop();
  }
}
