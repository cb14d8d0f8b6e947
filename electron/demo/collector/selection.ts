import { isA, isManagedType, propertiesOf } from '../api/model.ts';
import type { ChangeOp } from '../estate/estate.ts';
import { invalidRequest } from '../wire/fault.ts';
import { compilePath, isBelow } from './path.ts';
import type { PropertyPath } from './path.ts';

/** A PropertySpec of a request. */
export interface PropertySpec {
  readonly type: string;
  readonly all?: boolean;
  readonly pathSet?: readonly string[];
}

/** What to report when a property changes. */
export interface Report {
  readonly path: string;
  readonly op: ChangeOp;
}

const noReports: readonly Report[] = [];

/** The paths that a filter reads of objects of one type, sorted, and how changes map to them. */
export class Selection {
  readonly paths: readonly PropertyPath[];
  readonly #type: string;
  readonly #reports = new Map<string, readonly Report[]>();

  constructor(type: string, paths: readonly PropertyPath[]) {
    this.#type = type;
    this.paths = paths;
  }

  /**
   * What a change of `path` means to this selection: a change below a selected path is reported as it is when updates
   * are partial, or else as the whole selected path; a change above one is reported for the selected path.
   */
  reportsFor(path: string, op: ChangeOp, partial: boolean): readonly Report[] {
    const cacheable = !path.includes('[');
    const known = cacheable ? this.#reports.get(path) : undefined;
    if (known !== undefined) {
      return known;
    }
    const reports: Report[] = [];
    for (const { text } of this.paths) {
      if (isBelow(path, text)) {
        const exact = partial && this.#isPath(path);
        reports.push(exact ? { path, op } : { path: text, op: 'assign' });
      } else if (isBelow(text, path)) {
        reports.push({ path: text, op: 'assign' });
      }
    }
    const result = reports.length === 0 ? noReports : reports;
    if (cacheable) {
      this.#reports.set(path, result);
    }
    return result;
  }

  pathOf(text: string): PropertyPath {
    return this.paths.find((path) => path.text === text) ?? compilePath(this.#type, text);
  }

  #isPath(path: string): boolean {
    try {
      compilePath(this.#type, path);
      return true;
    } catch {
      return false;
    }
  }
}

/** Selections for all types of a set of PropertySpecs; several specs for one type are merged. */
export class Selections {
  readonly #specs: readonly PropertySpec[];
  readonly #byType = new Map<string, Selection | undefined>();

  /** @throws VimFault InvalidProperty, InvalidRequest */
  constructor(specs: readonly PropertySpec[]) {
    this.#specs = specs;
    for (const { type, pathSet } of specs) {
      if (!isManagedType(type)) {
        throw invalidRequest(`"${type}" is no managed object type.`);
      }
      for (const path of pathSet ?? []) {
        compilePath(type, path);
      }
    }
  }

  /** The selection for a type, or undefined when no spec names it or a base of it: such objects are not reported. */
  for(type: string): Selection | undefined {
    if (!this.#byType.has(type)) {
      this.#byType.set(type, this.#make(type));
    }
    return this.#byType.get(type);
  }

  #make(type: string): Selection | undefined {
    const specs = this.#specs.filter(
      (spec) => spec.type === 'ManagedObject' || isA(type, spec.type),
    );
    if (specs.length === 0) {
      return undefined;
    }
    const texts = new Set<string>();
    for (const { all, pathSet } of specs) {
      const names = all === true ? propertiesOf(type).map(({ name }) => name) : (pathSet ?? []);
      for (const name of names) {
        texts.add(name);
      }
    }
    const paths = [...texts].sort().map((text) => compilePath(type, text));
    return new Selection(type, paths);
  }
}
