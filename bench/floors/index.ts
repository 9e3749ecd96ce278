import { PEOPLE_FLOORS } from './people.ts';
import { SOURCE_FLOORS } from './sources.ts';
import { THANKS_FLOORS } from './thanks.ts';
import type { Floor } from './floor.ts';

/**
 * By the name of the report. There is none of consent, whose forecast is a simulation in the program (`trials` measures it).
 */
export const FLOORS: Readonly<Record<string, Floor>> = {
  ...PEOPLE_FLOORS,
  ...SOURCE_FLOORS,
  ...THANKS_FLOORS,
};
