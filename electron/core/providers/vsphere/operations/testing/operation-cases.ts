import { deviceCases } from './device-cases.ts';
import { machineCases } from './machine-cases.ts';
import { placeCases } from './place-cases.ts';
import type { OperationCase } from './operation-case.ts';

/** Every operation that the catalogue has. */
export const operationCases: readonly OperationCase[] = [
  ...machineCases,
  ...deviceCases,
  ...placeCases,
];
