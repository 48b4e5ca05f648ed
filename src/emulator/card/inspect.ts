import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';

export interface Problem {
  readonly code: number;
  readonly message: string;
  readonly path: string;
}
export interface Inspection {
  readonly problems: readonly Problem[];
  readonly mentionsEverybody: boolean;
}
export function inspectCard(_card: JsonObject, _world: Pick<World, 'people'>): Inspection {
  return { problems: [], mentionsEverybody: false };
}
