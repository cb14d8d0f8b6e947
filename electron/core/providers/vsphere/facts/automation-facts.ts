import type { ObjectFacts, ObjectTag } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { isDateTimeValue } from '#shared/model/property-value.ts';
import { number, references, text } from '../map/read.ts';
import { tagsOf } from './entity-facts.ts';

/** What a summary of the Automation API says of an object, where that is all there is. */
export class AutomationFacts implements ObjectFacts {
  readonly #properties: Properties;

  constructor(properties: Properties) {
    this.#properties = properties;
  }

  get tags(): readonly ObjectTag[] {
    return tagsOf(this.#properties);
  }

  get uses(): readonly Ref[] {
    return references(this.#properties, 'placement.host');
  }

  get usedBytes(): number | undefined {
    const capacity = number(this.#properties, 'capacity');
    const free = number(this.#properties, 'free_space');
    return capacity === undefined || free === undefined ? undefined : capacity - free;
  }
}

/** A content library, or one of its items. */
export class LibraryFacts implements ObjectFacts {
  readonly #properties: Properties;

  constructor(properties: Properties) {
    this.#properties = properties;
  }

  get tags(): readonly ObjectTag[] {
    return tagsOf(this.#properties);
  }

  get note(): string {
    return text(this.#properties, 'description') ?? '';
  }

  get createdAt(): number | undefined {
    const value = this.#properties['creation_time'];
    return isDateTimeValue(value) ? value.ms : undefined;
  }
}
