/** All components of a 2.0 card. Whatever is not here is refused. */
import { anything, type Check, type Component, checkShape, matching, type Shape } from './checks.ts';
import { CONTAINERS } from './containers.ts';
import { DISPLAY, tableRows } from './display.ts';
import { INTERACTIVE } from './interactive.ts';
import { edges } from './parts.ts';

/** Every component may have these. */
const COMMON: Shape = {
  tag: anything,
  element_id: matching(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, 'a letter and up to 19 letters, digits or _'),
  margin: edges,
};

export const COMPONENTS: Readonly<Record<string, Component>> = { ...DISPLAY, ...CONTAINERS, ...INTERACTIVE };

export function checkComponent(
  element: Readonly<Record<string, unknown>>,
  component: Component,
  path: string,
  report: Parameters<Check>[2],
): void {
  checkShape(element, { ...COMMON, ...component.shape }, component.required ?? [], path, report);
  if (element['tag'] === 'table') tableRows(element, path, report);
}
